using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Newsletters;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Newsletters;

/// <summary>The issues that were sent, for everybody.</summary>
[AllowAnonymous]
[Route("newsletter/archive")]
public sealed class ArchiveController(NewsletterArchive archive) : Controller
{
    /// <summary>The list, newest first.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int page, CancellationToken cancellationToken)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (issues, count) = await archive.ListAsync(ReaderPage.Language, page, cancellationToken);
        var pages = (count + NewsletterArchive.PageSize - 1) / NewsletterArchive.PageSize;
        return View("Archive", new ArchiveModel(issues, new PagerModel(page, pages, number => $"/newsletter/archive?page={number}")));
    }

    /// <summary>One issue in the reader's language, or else in its main one.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) =>
        await archive.FindAsync(id, ReaderPage.Language, cancellationToken) is var (day, edition)
            ? View("Issue", new IssueModel(day, edition))
            : NotFound();
}
