using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Home;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Confirming an address, by code or by link. What is said is the same for known and unknown addresses.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ConfirmController(
    ConfirmationService confirmations, Attempts attempts, ProfileQueries profiles, PendingAddress pending, CurrentViewer current, SignIn signIn, Phrasebook texts) : Controller
{
    /// <summary>Where the code is typed.</summary>
    [HttpGet("/account/confirm")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => current.Value is { IsConfirmed: true }
        ? Redirect("/account/profile")
        : await PageAsync(new ConfirmForm { Email = await AddressAsync(cancellationToken) }, cancellationToken);

    /// <summary>Confirms by code and signs in.</summary>
    [HttpPost("/account/confirm")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> Index(ConfirmForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && await confirmations.ByCodeAsync(form.Email, form.Code, Proof(form.Password), cancellationToken) is { } supporter)
        {
            return await WelcomeAsync(supporter);
        }

        if (ModelState.IsValid)
        {
            // Only what was asked for can be wrong. The password is asked for from now on: the mark of this browser may be of an older registration.
            var asked = Request.HasFormContentType && Request.Form.ContainsKey(nameof(form.Password));
            ModelState.AddModelError(nameof(form.Code), texts[asked ? "Accounts.Wrong.CodeOrPasswordRefused" : "Accounts.Wrong.CodeRefused"]);
            ViewData["AskPassword"] = true;
            ViewData["PasswordIsNew"] = !asked;
        }

        return await PageAsync(form, cancellationToken);
    }

    /// <summary>Sends link and code again, with growing pauses.</summary>
    [HttpPost("/account/confirm/again")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> Again(AgainForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return await PageAsync(new ConfirmForm { Email = form.Email }, cancellationToken);
        }

        pending.Keep(HttpContext, form.Email!.Trim(), pending.Mark(HttpContext), pending.Back(HttpContext));
        if (await attempts.NextMailAsync(form.Email!, cancellationToken) is null)
        {
            await confirmations.AskAgainAsync(form.Email, cancellationToken);
            TempData.SayDone(texts["Accounts.Confirm.SentAgain"]);
        }

        return Redirect(Refusals.ConfirmPage);
    }

    /// <summary>What a mailed link leads to: a page with one button, for mail scanners open links too.</summary>
    [HttpGet("/account/confirm/{id:guid}")]
    public async Task<IActionResult> Link(Guid id, string? token, CancellationToken cancellationToken) => View("ConfirmLink", await LinkedAsync(id, token, cancellationToken));

    /// <summary>Confirms by link and signs in whoever shows that the registration is theirs.</summary>
    [HttpPost("/account/confirm/{id:guid}")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> ByLink(Guid id, string? token, string? password, CancellationToken cancellationToken)
    {
        var outcome = await confirmations.ByLinkAsync(id, token, Proof(password), cancellationToken);
        if (outcome.Supporter is { } supporter)
        {
            return await WelcomeAsync(supporter);
        }

        ModelState.AddFlaws(outcome.Flaws.Where(flaw => flaw != AccountFlaw.LinkRefused), texts);
        return View("ConfirmLink", await LinkedAsync(id, token, cancellationToken));
    }

    /// <summary>Confirms by link with a password of one's own, and signs in.</summary>
    [HttpPost("/account/confirm/{id:guid}/password")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> ByLinkWithPassword(Guid id, ChosenPasswordForm form, CancellationToken cancellationToken)
    {
        var outcome = ModelState.IsValid ? await confirmations.ByLinkWithPasswordAsync(id, form.Token, form.NewPassword!, cancellationToken) : new(null, []);
        if (outcome.Supporter is { } supporter)
        {
            return await WelcomeAsync(supporter, "Accounts.Confirm.NewDone", "/account/profile");
        }

        ModelState.AddFlaws(outcome.Flaws.Where(flaw => flaw != AccountFlaw.LinkRefused), texts, nameof(form.NewPassword));
        return View("ConfirmLink", await LinkedAsync(id, form.Token, cancellationToken) with { IsAdult = form.IsAdult, AcceptsCode = form.AcceptsCode });
    }

    private async Task<ConfirmLinkModel> LinkedAsync(Guid id, string? token, CancellationToken cancellationToken) =>
        new(id, token, await confirmations.LookAsync(id, token, pending.Mark(HttpContext), cancellationToken));

    private RegistrationProof Proof(string? password) => new(pending.Mark(HttpContext), password);

    private async Task<string?> AddressAsync(CancellationToken cancellationToken) =>
        current.Value is { } viewer ? await profiles.AddressAsync(viewer.Id, cancellationToken) : pending.Read(HttpContext);

    private async Task<IActionResult> PageAsync(ConfirmForm form, CancellationToken cancellationToken)
    {
        (form.Code, form.Password) = (null, null);
        ViewData["AskPassword"] ??= pending.Mark(HttpContext) is null;
        ViewData["Next"] = AccountAddress.Clean(form.Email) is { } address ? await attempts.NextMailAsync(address, cancellationToken) : null;
        return View("Confirm", form);
    }

    private async Task<IActionResult> WelcomeAsync(Supporter supporter, string words = "Accounts.Confirm.Done", string? way = null)
    {
        var back = pending.Back(HttpContext);
        pending.Forget(HttpContext);
        await signIn.AsAsync(supporter, remember: false);
        TempData.SayDone(texts[words]);
        return LocalRedirect(way ?? (Url.IsLocalUrl(back) ? back : WelcomeController.Page));
    }
}
