using Microsoft.AspNetCore.Mvc;
using Portal.Core.Updates.Pictures;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Pictures;

/// <summary>The picture that an update has, and how to take it away.</summary>
public sealed class KeptPictureViewComponent(PictureQueries pictures, CurrentViewer current) : ViewComponent
{
    /// <summary>Reads and shows it; nothing where there is none.</summary>
    public async Task<IViewComponentResult> InvokeAsync(Guid update) =>
        await pictures.OfUpdateAsync(update, current.Value!.OrganiserOf, HttpContext.RequestAborted) is { } picture
            ? View("/Features/Organise/Pictures/_Kept.cshtml", (update, picture))
            : Content("");
}
