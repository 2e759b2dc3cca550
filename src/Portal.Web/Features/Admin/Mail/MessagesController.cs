using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Mail;

/// <summary>Messages, one by one: why was this not sent, and what can be done.</summary>
[Area("Admin")]
[Route("admin/mail/messages")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MessagesController(MailDesk desk, MailDecisions decisions, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The newest first, of a state and for a reason.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(MessageState? state, string? reason, int page, CancellationToken cancellationToken)
    {
        page = Math.Clamp(page, 1, 10_000);
        state = state is { } one && Enum.IsDefined(one) ? one : null;
        var rows = await desk.ListAsync(state, reason, page, cancellationToken);
        var query = $"state={state}&reason={Uri.EscapeDataString(reason ?? "")}";
        var pager = new PagerModel(page, rows.Count > MailDesk.PageSize ? page + 1 : page, number => $"/admin/mail/messages?{query}&page={number}");
        return View("List", new MessagesModel(state, reason, [.. rows.Take(MailDesk.PageSize)], pager));
    }

    /// <summary>The last messages to an address. It is posted, so that it stands in no address and no log; each search is on record.</summary>
    [HttpPost("search")]
    public async Task<IActionResult> Search(string? address, CancellationToken cancellationToken) =>
        View("Found", new FoundModel(await desk.SearchAsync(current.Value!.Id, address, cancellationToken)));

    /// <summary>Everything about one message.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) => await desk.FindAsync(id, cancellationToken) is { } story ? View("Show", story) : NotFound();

    /// <summary>Sends it again.</summary>
    [HttpPost("{id:guid}/retry")]
    public async Task<IActionResult> Retry(Guid id, CancellationToken cancellationToken) => Told(id, await decisions.RetryAsync(current.Value!.Id, id, cancellationToken), "Mail.Admin.Retried");

    /// <summary>Gives it up.</summary>
    [HttpPost("{id:guid}/give-up")]
    public async Task<IActionResult> GiveUp(Guid id, CancellationToken cancellationToken) => Told(id, await decisions.GiveUpAsync(current.Value!.Id, id, cancellationToken), "Mail.Admin.GivenUp");

    private RedirectResult Told(Guid id, bool done, string key)
    {
        if (done)
        {
            TempData.SayDone(texts[key]);
        }
        else
        {
            TempData.SayWaiting(texts["Mail.Admin.Nothing"]);
        }

        return Redirect($"/admin/mail/messages/{id}");
    }
}
