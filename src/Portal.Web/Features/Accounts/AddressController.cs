using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Mail.Standings;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>One's own address: another one, and setting right one that mail does not reach any more.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.AccountMail)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AddressController(
    AddressStandings standings, AddressChangeService changes, ProfileQueries profiles, CurrentViewer current, WaitWords waits, Phrasebook texts) : Controller
{
    /// <summary>Where one asks for another.</summary>
    [HttpGet("/account/address")]
    [DisableRateLimiting]
    public async Task<IActionResult> Address(CancellationToken cancellationToken) => View(await WithNowAsync(new AddressForm(), cancellationToken));

    /// <summary>Asks. The answer is the same whether or not that address has an account.</summary>
    [HttpPost("/account/address")]
    public async Task<IActionResult> Address(AddressForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            Say(await changes.AskAsync(current.Value!.Id, form.Email, form.Password, RateLimits.NetworkOf(HttpContext), cancellationToken));
        }

        return ModelState.IsValid ? View("AddressAsked") : View(await WithNowAsync(form, cancellationToken));
    }

    /// <summary>Takes one's word that the address works: a mail goes there, and more follow.</summary>
    [HttpPost("/account/address/try-again")]
    public async Task<IActionResult> TryAgain(string? back, CancellationToken cancellationToken)
    {
        switch (await standings.TryAgainAsync(current.Value!.Id, cancellationToken))
        {
            case TryAgainOutcome.Tried:
                TempData.SayDone(texts["Accounts.DeadAddress.Tried"]);
                break;
            case TryAgainOutcome.TooOften:
                TempData.SayWaiting(texts["Accounts.DeadAddress.TooOften"]);
                break;
        }

        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/my/shifts");
    }

    private void Say(AskChangeOutcome outcome)
    {
        if (outcome.Wait is { } next)
        {
            ModelState.AddModelError(nameof(AddressForm.Email), waits.Until("Accounts.Wait", next));
        }

        if (outcome.Flaw is { } flaw)
        {
            ModelState.AddModelError(
                flaw == AccountFlaw.PasswordWrong ? nameof(AddressForm.Password) : nameof(AddressForm.Email),
                texts[flaw == AccountFlaw.PasswordWrong ? "Accounts.Address.PasswordWrong" : $"Accounts.Wrong.{flaw}"]);
        }
    }

    private async Task<AddressForm> WithNowAsync(AddressForm form, CancellationToken cancellationToken)
    {
        (form.Now, form.Password) = (await profiles.AddressAsync(current.Value!.Id, cancellationToken), null);
        return form;
    }
}
