using Microsoft.AspNetCore.Mvc;
using Portal.Core.Updates;

namespace Portal.Web.Features.Updates;

/// <summary>The newest two public updates, live, for the front page.</summary>
public sealed class HappeningNowViewComponent(UpdateQueries updates, TimeProvider clock) : ViewComponent
{
    private const int Few = 2;

    /// <summary>Reads and shows them; nothing where nothing was ever posted.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var newest = await updates.NewestAsync(Few, HttpContext.RequestAborted);
        return newest.Updates.Count == 0
            ? Content("")
            : View("/Features/Updates/_HappeningNow.cshtml", UpdateListModel.Public(newest, clock.GetUtcNow()));
    }
}
