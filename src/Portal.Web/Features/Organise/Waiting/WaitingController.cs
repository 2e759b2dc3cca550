using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Organisations;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Waiting;

/// <summary>All who wait for an answer of the reader's organisations; <see cref="AnswersController"/> takes the answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class WaitingController(WaitingQueries queries, CurrentViewer current) : Controller
{
    /// <summary>The queue.</summary>
    [HttpGet("/organise/waiting")]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await queries.ReadAsync(current.Value!.Id, ct));
}
