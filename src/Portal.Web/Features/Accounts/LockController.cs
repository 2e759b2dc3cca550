using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Accounts.SecondStep;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>
/// A phone that several people use, locked: whose session it is shows who they are and goes on, or somebody else signs in. Whose it is, the
/// page does not say: whoever finds the phone may be anyone.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class LockController(PasswordCheck passwords, ProfileQueries profiles, SignIn signIn, CurrentViewer current, WaitWords waits, Phrasebook texts) : Controller
{
    /// <summary>The page.</summary>
    [HttpGet(SharedPhone.LockPage)]
    public IActionResult Index(string? back) => current.Locked is null ? LocalRedirect("/account/sign-in") : Shown(new ProofForm { Back = back });

    /// <summary>Checks the password, as slowly as at the door, and goes on where one was.</summary>
    [HttpPost(SharedPhone.LockPage)]
    [EnableRateLimiting(RateLimits.SigningIn)]
    public async Task<IActionResult> Index(ProofForm form, CancellationToken cancellationToken)
    {
        if (current.Locked is not { } locked)
        {
            return LocalRedirect("/account/sign-in");
        }

        if (!ModelState.IsValid)
        {
            return Shown(form);
        }

        var verdict = await passwords.TryAsync(await profiles.AddressAsync(locked.Id, cancellationToken), form.Password!, RateLimits.NetworkOf(HttpContext), cancellationToken);
        if (verdict is PasswordVerdict.Right)
        {
            var isAwaited = await signIn.UnlockAsync(byPasskey: false);
            return LocalRedirect(isAwaited ? SecondStepController.WayTo(form.Back) : Url.IsLocalUrl(form.Back) ? form.Back : "/shifts");
        }

        ModelState.AddModelError(nameof(ProofForm.Password), verdict is PasswordVerdict.Wait(var until) ? waits.Until("Accounts.SignIn.Wait", until) : texts["Accounts.Prove.Wrong"]);
        return Shown(form);
    }

    /// <summary>Locks at once.</summary>
    [HttpPost("/account/lock")]
    public async Task<IActionResult> Now()
    {
        await signIn.LockAsync();
        return Redirect(SharedPhone.LockPage);
    }

    private ViewResult Shown(ProofForm form)
    {
        form.Password = null;
        return View("Locked", form);
    }
}
