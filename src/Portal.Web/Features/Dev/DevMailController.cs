using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Dev;

/// <summary>Shows those who develop the portal the mail that it wrote into the pickup folder. In Development only.</summary>
[AllowAnonymous]
[DevOnly]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class DevMailController(PickedUpMail mails) : Controller
{
    /// <summary>The newest mails.</summary>
    [HttpGet("/dev/mail")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => View(await mails.ListAsync(cancellationToken));

    /// <summary>One mail: its text, headers, links.</summary>
    [HttpGet("/dev/mail/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancellationToken) =>
        await mails.FindAsync(id, cancellationToken) is { } mail ? View(mail) : NotFound();

    /// <summary>The HTML part as a page of its own, under a policy of its own.</summary>
    [HttpGet("/dev/mail/{id:guid}/html")]
    [SecurityHeadersPolicy(SecurityHeaders.MailPart)]
    public async Task<IActionResult> Html(Guid id, CancellationToken cancellationToken) =>
        await mails.FindAsync(id, cancellationToken) is { } mail ? Content(mail.Html, "text/html; charset=utf-8") : NotFound();
}
