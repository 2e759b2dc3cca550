using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>The list of newsletters, and their editor.</summary>
[Area("Admin")]
[Route("admin/newsletters")]
[Authorize(Policies.Administrator)]
public sealed class NewslettersController(
    NewsletterQueries queries, SubscriptionQueries subscriptions, NewsletterService newsletters, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    // The editor's model holds the form beside what surrounds it.
    private const string Prefix = nameof(EditorModel.Form);

    /// <summary>All newsletters, newest first.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(int page, CancellationToken cancellationToken)
    {
        page = Math.Clamp(page, 1, 10_000);
        var (rows, count) = await queries.ListAsync(page, cancellationToken);
        var pages = (count + NewsletterQueries.PageSize - 1) / NewsletterQueries.PageSize;
        return View(new ListModel(rows, new PagerModel(page, pages, number => $"/admin/newsletters?page={number}")));
    }

    /// <summary>An empty editor.</summary>
    [HttpGet("new")]
    public Task<IActionResult> New(CancellationToken cancellationToken) => EditorAsync(null, NewsletterForm.New(clock, ReaderPage.Language), look: false, cancellationToken);

    /// <summary>Begins a draft, or shows what it would look like.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Create([Bind(Prefix = Prefix)] NewsletterForm form, string? act, CancellationToken cancellationToken)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
            form.FormKey = Ids.New(clock);
            ModelState.Remove($"{Prefix}.{nameof(form.FormKey)}");
        }

        if (!ModelState.IsValid || act == "look")
        {
            return await EditorAsync(null, form, act == "look", cancellationToken);
        }

        if (await newsletters.CreateAsync(current.Value!.Id, form.ToText(), form.FormKey, cancellationToken) is not { } id)
        {
            return BadRequest();
        }

        TempData.SayDone(texts["Newsletters.Admin.Saved"]);
        return Redirect($"/admin/newsletters/{id}");
    }

    /// <summary>The editor of a draft.</summary>
    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { State: NewsletterState.Draft } draft
            ? await EditorAsync(id, NewsletterForm.From(draft), look: true, cancellationToken)
            : NotFound();

    /// <summary>Saves a draft, or shows what it would look like.</summary>
    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Save(Guid id, [Bind(Prefix = Prefix)] NewsletterForm form, string? act, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, cancellationToken) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid || act == "look")
        {
            return await EditorAsync(id, form, act == "look", cancellationToken);
        }

        var outcome = await newsletters.SaveAsync(id, form.Version, form.ToText(), cancellationToken);
        if (outcome == SaveOutcome.Saved)
        {
            TempData.SayDone(texts["Newsletters.Admin.Saved"]);
            return Redirect($"/admin/newsletters/{id}");
        }

        ModelState.AddModelError("", texts[$"Newsletters.Admin.{(outcome == SaveOutcome.Incomplete ? "MainMissing" : outcome.ToString())}"]);
        return await EditorAsync(id, form, look: false, cancellationToken);
    }

    private async Task<IActionResult> EditorAsync(Guid? id, NewsletterForm form, bool look, CancellationToken cancellationToken)
    {
        var audience = await subscriptions.AudienceAsync(AudienceConditions.Everyone, cancellationToken);
        var rendered = look ? form.ToText().Editions.Where(e => !e.IsEmpty).Select(FrozenEditions.Render) : [];
        return View("Edit", new EditorModel(id, form, audience, [.. rendered]));
    }
}
