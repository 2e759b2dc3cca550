using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts.SecondStep;

/// <summary>One's own authenticator app and recovery codes. As for passkeys, the password or a passkey was given within a quarter of an hour.</summary>
[Authorize(Policies.OwnKeys)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AuthenticatorController(SecondStepService steps, ProfileQueries profiles, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/account/authenticator";
    private const int Minutes = 15;

    private Guid Me => current.Person!.Id;

    /// <summary>What to put into an app; or, where one counts, since when.</summary>
    [HttpGet(Page)]
    [ProvenLately(Minutes = Minutes)]
    public Task<IActionResult> Index(CancellationToken cancellationToken) => ShownAsync(cancellationToken);

    /// <summary>Makes what to put into an app.</summary>
    [HttpPost("/account/authenticator/begin")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Begin(CancellationToken cancellationToken)
    {
        await steps.BeginAsync(Me, cancellationToken);
        return Redirect(Page);
    }

    /// <summary>Lets the app count, by its first code, and shows the recovery codes.</summary>
    [HttpPost(Page)]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Confirm([Bind(Prefix = nameof(AuthenticatorModel.Form))] StepForm form, CancellationToken cancellationToken)
    {
        if (await steps.ConfirmAsync(Me, current.Person!.Session, form.Code, cancellationToken) is { } codes)
        {
            return View("Codes", codes);
        }

        ModelState.AddModelError("Form.Code", texts["Accounts.SecondStep.Wrong"]);
        return await ShownAsync(cancellationToken);
    }

    /// <summary>Removes it.</summary>
    [HttpPost("/account/authenticator/remove")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Remove(CancellationToken cancellationToken)
    {
        if (await steps.RemoveAsync(Me, cancellationToken))
        {
            TempData.SayDone(texts["Accounts.Authenticator.Removed"]);
        }

        return Redirect(Page);
    }

    /// <summary>Shows new recovery codes, once; those before count no more.</summary>
    [HttpPost("/account/recovery-codes")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Codes(CancellationToken cancellationToken) =>
        await steps.NewCodesAsync(Me, cancellationToken) is { } codes ? View("Codes", codes) : Redirect(Page);

    private async Task<IActionResult> ShownAsync(CancellationToken cancellationToken)
    {
        var secret = await steps.PendingAsync(Me, cancellationToken);
        var address = secret is null ? null : AuthenticatorCodes.AddressOf(secret, await profiles.AddressAsync(Me, cancellationToken));
        return View("Authenticator", new AuthenticatorModel(new StepForm(), await steps.StateAsync(Me, cancellationToken), secret, address));
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Secret">What to type into an app, in base 32; null where none waits for its first code.</param>
/// <param name="Address">The same as an address to be read by a camera.</param>
public sealed record AuthenticatorModel(StepForm Form, SecondStepState Own, string? Secret, string? Address)
{
    /// <summary>The secret in groups of four, as one reads it out.</summary>
    public string Grouped => string.Join(' ', Secret!.Chunk(4).Select(group => new string(group)));
}
