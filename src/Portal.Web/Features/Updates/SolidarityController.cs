using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Updates;

/// <summary>The one reaction to an update.</summary>
[Authorize(Policies.SignedIn)]
public sealed class SolidarityController(SolidarityService solidarity, CurrentViewer current) : Controller
{
    /// <summary>Stands with an update, or does so no more.</summary>
    [HttpPost("/updates/{id:guid}/solidarity")]
    public async Task<IActionResult> Set(Guid id, bool stand, CancellationToken ct) =>
        await solidarity.SetAsync(current.Value!.Id, id, stand, ct) ? Redirect($"/updates/{id}#solidarity") : NotFound();
}
