using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.OpenForms;

namespace Portal.Web.Features.Accounts;

/// <summary>Joining the community.</summary>
[AllowAnonymous]
public sealed class RegisterController(RegistrationService registrations, PendingAddress pending, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The form; whoever is signed in has an account already.</summary>
    [HttpGet("/account/register")]
    public IActionResult Register(string? back) =>
        current.Value is null ? View(new RegisterForm { Back = back }) : LocalRedirect(Url.IsLocalUrl(back) ? back : "/account/profile");

    /// <summary>Joins. The answer is the same for an address that has an account.</summary>
    [HttpPost("/account/register")]
    [EnableRateLimiting(RateLimits.Registering)]
    [OpenForm]
    public async Task<IActionResult> Register(RegisterForm form, CancellationToken cancellationToken)
    {
        var outcome = ModelState.IsValid ? await registrations.RegisterAsync(form.ToRegistration(ReaderPage.Language), cancellationToken) : new([], Mark: null);
        ModelState.AddFlaws(outcome.Flaws, texts);

        if (!ModelState.IsValid)
        {
            return View(form);
        }

        pending.Keep(HttpContext, form.Email!.Trim(), outcome.Mark, Url.IsLocalUrl(form.Back) ? form.Back : null);
        return Redirect(Refusals.ConfirmPage);
    }

    /// <summary>The code of conduct in full.</summary>
    [HttpGet("/account/code-of-conduct")]
    public IActionResult CodeOfConduct() => View();
}
