using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>When one is in the region.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StaysController(StayService stays, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>One's stays, and a form for another.</summary>
    [HttpGet("/account/stays")]
    public async Task<IActionResult> Index(string? back, CancellationToken ct) => await PageAsync(new StayForm { Back = back }, ct);

    /// <summary>Adds one.</summary>
    [HttpPost("/account/stays")]
    public async Task<IActionResult> Add([Bind(Prefix = nameof(StaysModel.Form))] StayForm form, CancellationToken ct)
    {
        if (ModelState.IsValid && await stays.AddAsync(current.Value!.Id, form.FirstDay!.Value, form.LastDay!.Value, form.UrgentAtNight, ct) is var result && result != AddStayResult.Added)
        {
            ModelState.AddModelError($"{nameof(StaysModel.Form)}.{nameof(StayForm.LastDay)}", texts[$"Accounts.Stays.{result}"]);
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        TempData.SayDone(texts["Accounts.Stays.Saved"]);
        return Redirect(Url.IsLocalUrl(form.Back) ? form.Back : "/account/stays");
    }

    /// <summary>Takes one back.</summary>
    [HttpPost("/account/stays/{id:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, CancellationToken ct)
    {
        await stays.RemoveAsync(current.Value!.Id, id, ct);
        TempData.SayDone(texts["Accounts.Stays.Removed"]);
        return Redirect("/account/stays");
    }

    private async Task<IActionResult> PageAsync(StayForm form, CancellationToken ct) => View("Stays", new StaysModel(await stays.ListAsync(current.Value!.Id, ct), form));
}
