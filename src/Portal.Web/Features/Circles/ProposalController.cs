using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core;
using Portal.Core.Circles;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>Where a supporter proposes a circle, and finds those they belong to.</summary>
[Authorize(Policies.SignedIn)]
public sealed class ProposalController(CircleProposing proposing, CircleQueries circles, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string Page = CirclePaths.All + "/" + CirclePaths.New;

    private Viewer Me => current.Value!;

    /// <summary>One's own circles.</summary>
    [HttpGet("/my/circles")]
    public async Task<IActionResult> Mine(CancellationToken ct) => View("Mine", await circles.OwnAsync(Me.Id, ct));

    /// <summary>An empty form.</summary>
    [HttpGet(Page)]
    public IActionResult New() => View("New", ProposalForm.New(clock, Me.Speaks));

    /// <summary>Proposes it.</summary>
    [HttpPost(Page)]
    [EnableRateLimiting(RateLimits.Forms)]
    public async Task<IActionResult> New(ProposalForm form, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }
        else
        {
            // What does not bind is said with all the rest by the service.
            ModelState.Clear();
            var outcome = await proposing.ProposeAsync(Me.Id, form.ToPlan(), form.FormKey, ct);
            if (outcome.Slug is { } slug)
            {
                TempData.SayDone(texts["Circles.Propose.Done"]);
                return Redirect(CirclePaths.Of(slug));
            }

            Tell(outcome.Faults);
        }

        // Nothing was kept under the key of a refused form, so that it may have another.
        ModelState.Remove(nameof(form.FormKey));
        form.FormKey = Ids.New(clock);
        return View("New", form);
    }

    private void Tell(IReadOnlyList<CircleFault> faults)
    {
        if (faults.Count == 0)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        foreach (var fault in faults)
        {
            var (field, most) = fault switch
            {
                CircleFault.PurposeMissing or CircleFault.PurposeUnfit => (nameof(ProposalForm.Purpose), SupporterCircle.PurposeLength),
                CircleFault.LanguagesMissing => (nameof(ProposalForm.Languages), 0),
                CircleFault.PlaceMissing => (nameof(ProposalForm.Place), 0),
                CircleFault.TooManyWaiting => ("", CircleProposing.MostWaiting),
                _ => (nameof(ProposalForm.Name), SupporterCircle.NameLength),
            };
            ModelState.AddModelError(field, texts[$"Circles.Wrong.{fault}", most]);
        }
    }
}
