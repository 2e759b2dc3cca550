using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Admin.Campaigns;

/// <summary>Where administrators begin, rewrite, end and reopen campaigns.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
public sealed class CampaignsController(
    CampaignQueries queries, CampaignService service, CurrentViewer current, PageShelf pages, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/admin/campaigns";
    private const string Prefix = nameof(CampaignFormModel.Form);

    /// <summary>All of them, those that run first.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(int page, CancellationToken ct)
    {
        ModelState.Clear();
        page = Math.Clamp(page, 1, 10_000);
        var (rows, count) = await queries.ListAsync(page, ct);
        return View(new CampaignListModel(rows, new PagerModel(page, (count + CampaignQueries.PageSize - 1) / CampaignQueries.PageSize, number => $"{List}?page={number}")));
    }

    /// <summary>An empty form.</summary>
    [HttpGet(List + "/new")]
    public IActionResult New() => Form(CampaignForm.New(clock), written: null);

    /// <summary>Begins one.</summary>
    [HttpPost(List + "/new")]
    public async Task<IActionResult> New([Bind(Prefix = Prefix)] CampaignForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid || form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
            return Refused(form, written: null);
        }

        var outcome = await service.CreateAsync(current.Value!.Id, form.Slug ?? "", form.Text(), form.FormKey, ct);
        if (outcome.Result == CampaignResult.Done)
        {
            return await DoneAsync("Created", ct);
        }

        Tell(outcome);
        return Refused(form, written: null);
    }

    /// <summary>The form with one as it is written.</summary>
    [HttpGet(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken ct) =>
        await queries.FindAsync(id, ct) is { } written ? Form(CampaignForm.Of(written), written) : NotFound();

    /// <summary>Writes it anew.</summary>
    [HttpPost(List + "/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, [Bind(Prefix = Prefix)] CampaignForm form, CancellationToken ct)
    {
        var outcome = ModelState.IsValid ? await service.SaveAsync(current.Value!.Id, id, form.Version, form.Text(), ct) : new(CampaignResult.Refused);
        if (outcome.Result == CampaignResult.Done)
        {
            return await DoneAsync("Saved", ct);
        }

        if (await queries.FindAsync(id, ct) is not { } written)
        {
            return NotFound();
        }

        Tell(outcome);
        if (outcome.Result == CampaignResult.ChangedMeanwhile)
        {
            // What was written stays; saving it again replaces the version that it can be compared with now.
            ModelState.Remove($"{Prefix}.{nameof(form.Version)}");
            form.Version = written.Version;
        }

        return Refused(form, written);
    }

    /// <summary>Ends it, or reopens it.</summary>
    [HttpPost(List + "/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, bool ended, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var outcome = await service.EndAsync(id, ended, ct);
        return outcome.Result == CampaignResult.Done ? await DoneAsync(ended ? "NowEnded" : "Reopened", ct) : NotFound();
    }

    private async Task<IActionResult> DoneAsync(string what, CancellationToken ct)
    {
        // Nothing moved in a channel, so the tail of no process looks: this one's pages are fresh at once, the others' within ten seconds.
        await pages.ClearAsync([LiveTags.Updates, LiveTags.Home], ct);
        TempData.SayDone(texts[$"Campaigns.Done.{what}"]);
        return Redirect(List);
    }

    private void Tell(CampaignOutcome outcome)
    {
        if (outcome.Result is CampaignResult.ChangedMeanwhile or CampaignResult.NotFound)
        {
            ModelState.AddModelError("", texts[outcome.Result == CampaignResult.NotFound ? "Shared.Wrong.Form" : "Campaigns.Wrong.ChangedMeanwhile"]);
        }

        TextFaults.AddTo(ModelState, Prefix, outcome.Faults, texts);
        if (outcome.LacksReason)
        {
            ModelState.AddModelError($"{Prefix}.{nameof(CampaignForm.WhySafe)}", texts["Campaigns.Wrong.Unsafe", UpdateText.ReasonLength]);
        }

        if (outcome.Slug is { } slug)
        {
            ModelState.AddModelError($"{Prefix}.{nameof(CampaignForm.Slug)}", texts[$"Campaigns.Wrong.Slug{slug}", Campaign.SlugLength]);
        }
    }

    private ViewResult Refused(CampaignForm form, CampaignDetails? written)
    {
        // Nothing was kept under the key of a refused form, so that it may have another.
        ModelState.Remove($"{Prefix}.{nameof(form.FormKey)}");
        form.FormKey = Ids.New(clock);
        return Form(form, written, form.Text().Cleaned().Risks());
    }

    private ViewResult Form(CampaignForm form, CampaignDetails? written, IReadOnlyList<SafetyFinding>? risks = null) =>
        View("Form", new CampaignFormModel(form, written) { Risks = risks ?? [] });
}
