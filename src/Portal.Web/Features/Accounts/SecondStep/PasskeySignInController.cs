using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Resources;
using Portal.Core.Telemetry;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts.SecondStep;

/// <summary>Signing in by a passkey, and showing by one that it is still oneself.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SigningIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasskeySignInController(Passkeys passkeys, SignIn signIn, SessionService sessions, SecondStepService steps, CurrentViewer current, RefusalNotes notes, Phrasebook texts) : Controller
{
    /// <summary>What the device is asked.</summary>
    [HttpPost("/account/passkey/options")]
    public async Task<IActionResult> Ask() => Content(await passkeys.AskAsync(), "application/json");

    /// <summary>Signs in whoever the passkey is of; or, where they are, writes down that it is still them.</summary>
    [HttpPost("/account/passkey")]
    public async Task<IActionResult> Show(PasskeyForm form, CancellationToken cancellationToken)
    {
        var supporter = await passkeys.ShownAsync(form.Credential);
        if (current.Locked is { } locked && supporter?.Id == locked.Id)
        {
            await signIn.UnlockAsync(byPasskey: true);
            return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back : "/shifts");
        }

        if (current.Person is { } viewer)
        {
            if (supporter?.Id == viewer.Id)
            {
                await sessions.StrengthenAsync(viewer.Id, viewer.Session, cancellationToken);
                return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back : "/account/profile");
            }

            return current.Value is null
                ? Refused("Step", await StepModel.OfAsync(steps, viewer.Id, form.Back, cancellationToken), "Accounts.Passkeys.NotYours")
                : Refused("Prove", new ProofForm { Back = form.Back }, "Accounts.Passkeys.NotYours");
        }

        if (supporter is { EmailConfirmed: true, SuspendedAt: null })
        {
            await signIn.AsAsync(supporter, remember: false, byPasskey: true, shared: form.Shared || current.Locked is not null);
            return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back : "/shifts");
        }

        var words = supporter is { SuspendedAt: not null } ? "Accounts.SignIn.Suspended" : "Accounts.Passkeys.Unknown";
        return current.Locked is null ? Refused("SignIn", new SignInForm { Back = form.Back, Shared = form.Shared }, words) : Refused("Locked", new ProofForm { Back = form.Back }, words);
    }

    private ViewResult Refused(string view, object form, string words)
    {
        notes.Note(RefusalKind.Passkey);
        // What was typed into another form is not this one's.
        ModelState.Clear();
        ModelState.AddModelError("", texts[words]);
        return View(view, form);
    }
}
