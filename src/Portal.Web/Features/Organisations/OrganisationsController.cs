using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations;
using Portal.Web.Features.Shifts;

namespace Portal.Web.Features.Organisations;

/// <summary>The organisations of the coalition, for everybody.</summary>
[AllowAnonymous]
public sealed class OrganisationsController(OrganisationQueries queries, ShiftReader reader) : Controller
{
    /// <summary>All of them.</summary>
    [HttpGet("/organisations")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ListAsync(ct));

    /// <summary>One, with its coming shifts as far as the reader may see them.</summary>
    [HttpGet("/organisations/{slug}")]
    public async Task<IActionResult> Details(string slug, CancellationToken ct)
    {
        var page = await queries.BySlugAsync(slug, await reader.PersonAsync(ct), ct);
        return page is null ? NotFound() : View(page);
    }
}
