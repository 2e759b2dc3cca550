using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Telemetry;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Jobs;

/// <summary>What runs by itself: what it did last, and what went wrong.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class JobsController(JobReports reports, TimeProvider clock) : Controller
{
    /// <summary>Every job of whichever process.</summary>
    [HttpGet("/admin/jobs")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(new JobsModel(await reports.AllAsync(cancellationToken), clock.GetUtcNow()));
}
