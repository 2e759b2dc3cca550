using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
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
        if (ModelState.IsValid && await confirmations.ByCodeAsync(form.Email, form.Code, cancellationToken) is { } supporter)
        {
            return await WelcomeAsync(supporter);
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(form.Code), texts["Accounts.Wrong.CodeRefused"]);
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

        pending.Keep(HttpContext, form.Email!.Trim());
        if (await attempts.NextMailAsync(form.Email!, cancellationToken) is null)
        {
            await confirmations.AskAgainAsync(form.Email, cancellationToken);
            TempData.SayDone(texts["Accounts.Confirm.SentAgain"]);
        }

        return Redirect(Refusals.ConfirmPage);
    }

    /// <summary>What a mailed link leads to: a page with one button, for mail scanners open links too.</summary>
    [HttpGet("/account/confirm/{id:guid}")]
    public async Task<IActionResult> Link(Guid id, string? token, CancellationToken cancellationToken) =>
        View("ConfirmLink", new ConfirmLinkModel(id, token, await confirmations.NameByLinkAsync(id, token, cancellationToken)));

    /// <summary>Confirms by link and signs in.</summary>
    [HttpPost("/account/confirm/{id:guid}")]
    [EnableRateLimiting(RateLimits.AccountMail)]
    public async Task<IActionResult> ByLink(Guid id, string? token, CancellationToken cancellationToken) =>
        await confirmations.ByLinkAsync(id, token, cancellationToken) is { } supporter ? await WelcomeAsync(supporter) : View("ConfirmLink", new ConfirmLinkModel(id, token, null));

    private async Task<string?> AddressAsync(CancellationToken cancellationToken) =>
        current.Value is { } viewer ? await profiles.AddressAsync(viewer.Id, cancellationToken) : pending.Read(HttpContext);

    private async Task<IActionResult> PageAsync(ConfirmForm form, CancellationToken cancellationToken)
    {
        form.Code = null;
        ViewData["Next"] = AccountAddress.Clean(form.Email) is { } address ? await attempts.NextMailAsync(address, cancellationToken) : null;
        return View("Confirm", form);
    }

    private async Task<IActionResult> WelcomeAsync(Supporter supporter)
    {
        pending.Forget(HttpContext);
        await signIn.AsAsync(supporter, remember: false);
        TempData.SayDone(texts["Accounts.Confirm.Done"]);
        return Redirect("/shifts");
    }
}
