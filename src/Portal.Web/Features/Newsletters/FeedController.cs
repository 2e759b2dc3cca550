using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Updates;

namespace Portal.Web.Features.Newsletters;

/// <summary>The archive for feed readers, a feed for each language.</summary>
[AllowAnonymous]
public sealed class FeedController(NewsletterArchive archive, PortalLinks links, Phrasebook texts) : Controller
{
    /// <summary>The newest issues as Atom (RFC 4287), with an entity tag that changes with every issue.</summary>
    [HttpGet("/newsletter/archive/feed")]
    public async Task<IActionResult> Index(string? language, CancellationToken cancellationToken)
    {
        // The address that names no language answers in that of profile, cookie or browser.
        var spoken = language is null ? ReaderPage.Language : Languages.Known(language);
        Response.Headers.Vary = language is null ? $"{HeaderNames.AcceptLanguage}, {HeaderNames.Cookie}" : HeaderNames.Cookie;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(spoken);
        var issues = await archive.NewestAsync(spoken, cancellationToken);
        var feed = AtomFeed.Write(
            [.. issues.Select(issue => new AtomEntry(issue.Id, issue.Edition.Language, issue.Edition.Subject, issue.SentAt, issue.SentAt, texts["Shared.Portal"], $"/newsletter/archive/{issue.Id}", issue.Edition.Html))],
            $"{texts["Shared.Portal"]}: {texts["Newsletters.Title"]}", $"/newsletter/archive/feed?language={spoken}", "/newsletter/archive", links);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{issues.Select(issue => issue.SentAt.UtcTicks).DefaultIfEmpty().Max():x}-{issues.Count}-{spoken}\"");
        return File(feed, "application/atom+xml; charset=utf-8", lastModified: null, new EntityTagHeaderValue(tag));
    }
}
