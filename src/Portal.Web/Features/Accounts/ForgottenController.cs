using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>A new password for whoever forgot theirs.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ForgottenController(PasswordResetService resets, ProfileQueries profiles, Attempts attempts, WaitWords waits, Phrasebook texts) : Controller
{
    /// <summary>Where one asks.</summary>
    [HttpGet("/account/forgotten")]
    public IActionResult Forgotten() => View(new AgainForm());

    /// <summary>Asks. The answer is the same for every address.</summary>
    [HttpPost("/account/forgotten")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> Forgotten(AgainForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && await attempts.NextMailAsync(form.Email!, cancellationToken) is { } next)
        {
            ModelState.AddModelError(nameof(form.Email), waits.Until("Accounts.Wait", next));
        }

        if (!ModelState.IsValid)
        {
            return View(form);
        }

        await resets.AskAsync(form.Email, cancellationToken);
        return View("Asked");
    }

    /// <summary>What a mailed link leads to.</summary>
    [HttpGet("/account/reset/{id:guid}")]
    public async Task<IActionResult> Reset(Guid id, string? token, CancellationToken cancellationToken) =>
        await resets.IsGoodAsync(id, token, cancellationToken) ? View(new ResetForm { Token = token }) : View("TooOld");

    /// <summary>Sets the new password; every session ends, this one included.</summary>
    [HttpPost("/account/reset/{id:guid}")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> Reset(Guid id, ResetForm form, CancellationToken cancellationToken)
    {
        IReadOnlyList<AccountFlaw> flaws = ModelState.IsValid ? await resets.ResetAsync(id, form.Token, form.Password!, cancellationToken) : [];
        ModelState.AddFlaws(flaws, texts);
        if (flaws.Contains(AccountFlaw.LinkRefused))
        {
            return View("TooOld");
        }

        if (!ModelState.IsValid)
        {
            return View(form);
        }

        TempData.SayDone(texts["Accounts.Reset.Done"]);
        TempData[SignInController.Address] = await profiles.AddressAsync(id, cancellationToken);
        return Redirect("/account/sign-in");
    }
}
