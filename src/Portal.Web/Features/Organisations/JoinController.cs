using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organisations;

/// <summary>Asking an organisation to take one in.</summary>
[Authorize(Policies.SignedIn)]
public sealed class JoinController(PortalDbContext db, MembershipService memberships, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    /// <summary>What comes before a first shift, and what is affirmed.</summary>
    [HttpGet("/organisations/{slug}/join")]
    public async Task<IActionResult> Index(string slug, CancellationToken ct) => await ReadAsync(slug, ct) is { } page ? View("JoinPage", page) : NotFound();

    /// <summary>Asks.</summary>
    [HttpPost("/organisations/{slug}/join")]
    public async Task<IActionResult> Ask(string slug, [Bind(Prefix = nameof(JoinModel.Form))] JoinForm form, CancellationToken ct)
    {
        if (await ReadAsync(slug, ct) is not { } page)
        {
            return NotFound();
        }

        var result = ModelState.IsValid ? await memberships.AskAsync(current.Value!.Id, page.OrganisationId, form.Affirmed, form.Word, ct) : AskResult.ConditionsMissing;
        if (result == AskResult.ConditionsMissing)
        {
            if (page.Conditions.Any(condition => !form.Affirmed.Contains(condition.Id)))
            {
                ModelState.AddModelError($"{nameof(JoinModel.Form)}.{nameof(JoinForm.Affirmed)}", texts["Organisations.Join.ConditionsMissing"]);
            }

            return View("JoinPage", page with { Form = form });
        }

        TempData.SayDone(texts[result == AskResult.Already ? "Organisations.Asked" : "Organisations.Join.Done"]);
        return Redirect($"/organisations/{slug}");
    }

    /// <summary>Says whether coordinators may put one on the rota without asking.</summary>
    [HttpPost("/organisations/{slug}/rota")]
    public async Task<IActionResult> Rota(string slug, bool allowed, CancellationToken ct)
    {
        if (await ReadAsync(slug, ct) is not { } page || !await memberships.AllowAssignmentAsync(current.Value!.Id, page.OrganisationId, allowed, ct))
        {
            return NotFound();
        }

        TempData.SayDone(texts[allowed ? "Organisations.Rota.NowOn" : "Organisations.Rota.NowOff"]);
        return Redirect($"/organisations/{slug}/join");
    }

    private Task<JoinModel?> ReadAsync(string slug, CancellationToken ct)
    {
        var (reader, now) = (current.Value!.Id, clock.GetUtcNow());
        return db.Organisations.AsNoTracking().AsSingleQuery()
            .Where(o => o.Slug == slug)
            .Select(o => new JoinModel(
                o.Id, o.Slug, o.Name, o.BeforeYouCome, db.JoinConditions.Where(c => c.OrganisationId == o.Id && c.RetiredAt == null).OrderBy(c => c.Order).Select(c => new ConditionLine(c.Id, c.Text)).ToList())
            {
                Membership = db.Memberships.Where(m => m.OrganisationId == o.Id && m.SupporterId == reader && (m.EndsAt == null || m.EndsAt > now)).Select(m => (MembershipState?)m.State).FirstOrDefault(),
                MayBeAssigned = db.Memberships.Any(m => m.OrganisationId == o.Id && m.SupporterId == reader && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now) && m.MayBeAssigned),
            })
            .FirstOrDefaultAsync(ct);
    }
}
