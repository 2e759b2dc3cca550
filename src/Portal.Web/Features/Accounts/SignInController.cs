using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Accounts.SecondStep;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Signing in and out.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInController(PasswordCheck passwords, SignIn signIn, CurrentViewer current, WaitWords waits, Phrasebook texts) : Controller
{
    /// <summary>Under which the page before leaves the address that is about to sign in, so that it stands in no link.</summary>
    internal const string Address = "address";

    private const string AfterSigningIn = "/shifts";

    /// <summary>The form.</summary>
    [HttpGet("/account/sign-in")]
    public IActionResult Index(string? back, bool shared) =>
        current.Locked is not null ? LocalRedirect(SharedPhone.WayToUnlock(back))
        : current.Value is not null ? LocalRedirect(Way(back))
        : current.Awaited is not null ? LocalRedirect(SecondStepController.WayTo(back))
        : View("SignIn", new SignInForm { Back = back, Shared = shared, Email = TempData[Address] as string });

    /// <summary>Signs in, and leads back to where one wanted to go.</summary>
    [HttpPost("/account/sign-in")]
    [EnableRateLimiting(RateLimits.SigningIn)]
    public async Task<IActionResult> Index(SignInForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return View("SignIn", form);
        }

        var verdict = await passwords.TryAsync(form.Email!, form.Password!, RateLimits.NetworkOf(HttpContext), cancellationToken);
        if (verdict is PasswordVerdict.Right { Supporter: var supporter })
        {
            var isAwaited = await signIn.AsAsync(supporter, form.Remember, shared: form.Shared);
            return LocalRedirect(isAwaited ? SecondStepController.WayTo(form.Back) : supporter.EmailConfirmed ? Way(form.Back) : Refusals.ConfirmPage);
        }

        ViewData["Suspended"] = verdict is PasswordVerdict.Suspended;
        ModelState.AddModelError("", WordsOf(verdict));
        return View("SignIn", form);
    }

    /// <summary>Signs out on this device.</summary>
    /// <param name="next">Whether somebody else is about to sign in on it.</param>
    [HttpPost("/account/sign-out")]
    public async Task<IActionResult> Leave(bool next)
    {
        await signIn.OutAsync();
        // Whoever takes the phone next finds no page of theirs by going back. What is stored stays: a check-in that waits for the network is not lost.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        if (next)
        {
            return Redirect("/account/sign-in?shared=true");
        }

        TempData.SayDone(texts["Accounts.SignIn.Out"]);
        return Redirect("/");
    }

    private string WordsOf(PasswordVerdict verdict) => verdict switch
    {
        PasswordVerdict.Wait(var until) => waits.Until("Accounts.SignIn.Wait", until),
        PasswordVerdict.Suspended => texts["Accounts.SignIn.Suspended"],
        _ => texts["Accounts.SignIn.Wrong"],
    };

    private string Way(string? back) => Url.IsLocalUrl(back) ? back : AfterSigningIn;
}
