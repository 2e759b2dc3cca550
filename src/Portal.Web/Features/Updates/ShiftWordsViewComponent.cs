using Microsoft.AspNetCore.Mvc;
using Portal.Core.Updates;

namespace Portal.Web.Features.Updates;

/// <summary>The newest words to the people of a shift, live, on its page for one of them.</summary>
public sealed class ShiftWordsViewComponent(UpdateQueries updates, UpdateReader reader, TimeProvider clock) : ViewComponent
{
    private const int Few = 3;

    /// <summary>Reads and shows them.</summary>
    public async Task<IViewComponentResult> InvokeAsync(Guid shift)
    {
        if (reader.Id is not { } id)
        {
            return Content("");
        }

        var words = await updates.OfShiftAsync(shift, id, Few, HttpContext.RequestAborted);
        return View("/Features/Updates/_ShiftWords.cshtml", UpdateListModel.Public(words, clock.GetUtcNow()));
    }
}
