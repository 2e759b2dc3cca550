using Microsoft.AspNetCore.Mvc;
using Portal.Core.Needs;

namespace Portal.Web.Features.Needs;

/// <summary>The first few things that are short, for the front page and for an organisation's: one command.</summary>
public sealed class ShortNowViewComponent(NeedQueries needs) : ViewComponent
{
    private const int Few = 4;

    /// <summary>Reads and shows them; nothing where nothing is short.</summary>
    /// <param name="organisation">The name in addresses of an organisation; null for all.</param>
    public async Task<IViewComponentResult> InvokeAsync(string? organisation = null)
    {
        var few = await needs.ShortAsync(organisation, Few, HttpContext.RequestAborted);
        return few.Count == 0 ? Content("") : View("/Features/Needs/_ShortNow.cshtml", (few, organisation));
    }
}
