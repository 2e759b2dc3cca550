using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>The list of newsletters, and their editor.</summary>
[Area("Admin")]
[Route("admin/newsletters")]
[Authorize(Policies.Administrator)]
public sealed class NewslettersController(
    NewsletterQueries queries, SubscriptionQueries subscriptions, NewsletterTopics topics, NewsletterBlocks blocks, NewsletterService newsletters, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
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

        var choices = await CheckAsync(form, cancellationToken);
        if (!ModelState.IsValid || act == "look")
        {
            return await EditorAsync(null, form, act == "look", cancellationToken, choices);
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

        var choices = await CheckAsync(form, cancellationToken);
        if (!ModelState.IsValid || act == "look")
        {
            return await EditorAsync(id, form, act == "look", cancellationToken, choices);
        }

        var outcome = await newsletters.SaveAsync(id, form.Version, form.ToText(), cancellationToken);
        if (outcome == SaveOutcome.Saved)
        {
            TempData.SayDone(texts["Newsletters.Admin.Saved"]);
            return Redirect($"/admin/newsletters/{id}");
        }

        ModelState.AddModelError("", texts[$"Newsletters.Admin.{(outcome == SaveOutcome.Incomplete ? "MainMissing" : outcome.ToString())}"]);
        return await EditorAsync(id, form, look: false, cancellationToken, choices);
    }

    private async Task<AudienceChoices> CheckAsync(NewsletterForm form, CancellationToken cancellationToken)
    {
        var choices = await topics.ChoicesAsync(cancellationToken);
        if (!choices.Allow(form.Audience.ToConditions()))
        {
            ModelState.AddModelError($"{Prefix}.{nameof(form.Audience)}.{nameof(form.Audience.Languages)}", texts["Newsletters.Audience.Wrong"]);
        }

        foreach (var (index, edition) in form.Editions.Index())
        {
            if (BlockText.Unknown(edition.Body ?? "", choices.Campaigns) is { } unknown)
            {
                ModelState.AddModelError($"{Prefix}.{nameof(form.Editions)}[{index}].{nameof(edition.Body)}", texts["Newsletters.Blocks.Unknown", unknown]);
            }
        }

        return choices;
    }

    /// <summary>Whom an issue on these conditions would reach now, for the editor's script.</summary>
    [HttpGet("audience")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Audience([Bind(Prefix = Prefix)] NewsletterForm form, List<string> written, CancellationToken cancellationToken)
    {
        var (choices, conditions) = (await topics.ChoicesAsync(cancellationToken), form.Audience.ToConditions());
        return choices.Allow(conditions) ? Json(await ReachAsync(conditions, choices, form.MainLanguage, written, cancellationToken)) : BadRequest();
    }

    private async Task<IActionResult> EditorAsync(Guid? id, NewsletterForm form, bool look, CancellationToken cancellationToken, AudienceChoices? known = null)
    {
        var choices = known ?? await topics.ChoicesAsync(cancellationToken);
        var editions = form.ToText().Editions.Where(e => !e.IsEmpty).ToList();
        var reach = await ReachAsync(form.Audience.ToConditions(), choices, form.MainLanguage, [.. editions.Select(e => e.Language)], cancellationToken);
        var filled = look ? await blocks.FillAsync(editions, cancellationToken) : [];
        return View("Edit", new EditorModel(id, form, choices, reach, [.. filled.Select(FrozenEditions.Render)]));
    }

    private async Task<ReachModel> ReachAsync(AudienceConditions conditions, AudienceChoices choices, string main, List<string> written, CancellationToken cancellationToken) => ReachModel.Of(
        await subscriptions.AudienceAsync(conditions, cancellationToken), conditions, choices.Topics, main, written is [] ? [.. Languages.All.Keys] : written, texts);
}
