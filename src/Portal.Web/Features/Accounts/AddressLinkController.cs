using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>What a link leads to that was mailed to the new address of an account: one button, for mail scanners open links too.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AddressLinkController(AddressChangeService changes, CurrentViewer current, SignIn signIn, WaitWords waits, Phrasebook texts) : Controller
{
    /// <summary>Shows what it would do, and changes nothing.</summary>
    [HttpGet("/account/address/{id:guid}")]
    public Task<IActionResult> Link(Guid id, string? token, CancellationToken cancellationToken) => ShowAsync(id, token, cancellationToken);

    /// <summary>Gives the account the address. Who is not signed in to it here says its password.</summary>
    [HttpPost("/account/address/{id:guid}")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> Change(Guid id, string? token, string? password, CancellationToken cancellationToken)
    {
        var outcome = await changes.ConfirmAsync(id, token, current.Value?.Id, password, RateLimits.NetworkOf(HttpContext), cancellationToken);
        switch (outcome.Result)
        {
            case ConfirmChangeResult.Changed:
                return await DoneAsync(outcome);
            case ConfirmChangeResult.PasswordWrong:
                ModelState.AddModelError(nameof(AddressLinkModel.Password), texts["Accounts.Address.PasswordWrong"]);
                return await ShowAsync(id, token, cancellationToken);
            case ConfirmChangeResult.Wait:
                ModelState.AddModelError(nameof(AddressLinkModel.Password), waits.Until("Accounts.Wait", outcome.Wait!.Value));
                return await ShowAsync(id, token, cancellationToken);
            default:
                return View("AddressLink", new AddressLinkModel(id, token, null));
        }
    }

    // The session that pressed the button goes on; every other one ends.
    private async Task<IActionResult> DoneAsync(ConfirmChangeOutcome outcome)
    {
        TempData.SayDone(texts["Accounts.Address.Done"]);
        if (current.Value?.Id == outcome.Supporter!.Id)
        {
            await signIn.GoOnAsync(outcome.Supporter);
            return Redirect("/account/profile");
        }

        TempData[SignInController.Address] = outcome.Supporter.Email;
        return Redirect("/account/sign-in");
    }

    private async Task<IActionResult> ShowAsync(Guid id, string? token, CancellationToken cancellationToken) =>
        View("AddressLink", new AddressLinkModel(id, token, await changes.LookAsync(id, token, current.Value?.Id, cancellationToken)));
}
