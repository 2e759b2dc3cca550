using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Resources;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Shows again who one is, before what is kept close: a phone may have changed hands since somebody signed in on it.</summary>
[Authorize(Policies.OwnKeys)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProofController(PasswordCheck passwords, ProfileQueries profiles, SessionService sessions, CurrentViewer current, WaitWords waits, Phrasebook texts) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet(ProvenLatelyAttribute.Page)]
    public IActionResult Index(string? back) => Shown(new ProofForm { Back = back });

    /// <summary>Checks the password, as slowly as at the door, and leads back.</summary>
    [HttpPost(ProvenLatelyAttribute.Page)]
    [EnableRateLimiting(RateLimits.SigningIn)]
    public async Task<IActionResult> Index(ProofForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Shown(form);
        }

        var me = current.Person!;
        var address = await profiles.AddressAsync(me.Id, cancellationToken);
        var verdict = await passwords.TryAsync(address, form.Password!, RateLimits.NetworkOf(HttpContext), cancellationToken);
        if (verdict is PasswordVerdict.Right)
        {
            await sessions.ProveAsync(me.Id, me.Session, cancellationToken);
            return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back : "/account/profile");
        }

        ModelState.AddModelError(nameof(ProofForm.Password), verdict is PasswordVerdict.Wait(var until) ? waits.Until("Accounts.SignIn.Wait", until) : texts["Accounts.Prove.Wrong"]);
        return Shown(form);
    }

    private ViewResult Shown(ProofForm form)
    {
        form.Password = null;
        return View("Prove", form);
    }
}
