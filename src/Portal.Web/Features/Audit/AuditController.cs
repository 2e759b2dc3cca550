using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Privacy.Audit;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Audit;

/// <summary>The record of who looked at what, for auditors, by pseudonym. Each look is a line of it.</summary>
[Authorize(Policies.Auditor)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AuditController(AuditQueries queries, CurrentViewer current) : Controller
{
    /// <summary>A page of it.</summary>
    [HttpGet("/audit")]
    [ProvenLately]
    public async Task<IActionResult> Index(AuditForm form, CancellationToken ct)
    {
        ModelState.Clear();
        return await queries.SearchAsync(current.Value!.Id, form.ToSearch(), ct) is { } page ? View(new AuditModel(form, page)) : NotFound();
    }
}
