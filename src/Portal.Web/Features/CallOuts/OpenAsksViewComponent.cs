using Microsoft.AspNetCore.Mvc;
using Portal.Core.CallOuts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.CallOuts;

/// <summary>The questions to the reader that wait for an answer, on every page. That they were before somebody's eyes is noted once.</summary>
public sealed class OpenAsksViewComponent(CallOutQueries queries, CallOutAnswers answers, CurrentViewer current, TimeProvider clock) : ViewComponent
{
    /// <summary>What a page's script says that draws them where nobody looks: below or above what is on the screen.</summary>
    public const string OutOfSight = "X-Out-Of-Sight";

    /// <summary>Reads and shows them.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var (me, ct) = (current.Value!.Id, HttpContext.RequestAborted);
        var open = await queries.OpenAsync(me, ct);
        if (!HttpContext.Request.Headers.ContainsKey(OutOfSight) && open.Where(ask => !ask.IsSeen).Select(ask => ask.Card.Id).ToList() is { Count: > 0 } unseen)
        {
            await answers.SeenAsync(me, unseen, ct);
        }

        return View("/Features/CallOuts/_OpenAsks.cshtml", new OpenAsksModel([.. open.Select(ask => ask.Card)], clock.GetUtcNow()));
    }
}

/// <summary>Questions to the reader at a moment.</summary>
public sealed record OpenAsksModel(IReadOnlyList<CallOutCard> CallOuts, DateTimeOffset Now);
