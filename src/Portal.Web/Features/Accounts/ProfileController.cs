using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>One's own account.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProfileController(ProfileService profiles, ProfileQueries queries, AppointmentQueries invitations, CurrentViewer current, SignIn signIn, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>The account's front page is the profile.</summary>
    [HttpGet("/account")]
    public IActionResult Index() => Redirect("/account/profile");

    /// <summary>What one said about oneself.</summary>
    [HttpGet("/account/profile")]
    public async Task<IActionResult> Profile(CancellationToken cancellationToken) => await ShownAsync(ProfileForm.Of(await queries.ReadAsync(Me, cancellationToken)), cancellationToken);

    /// <summary>Keeps it; a new language is spoken from the next page on.</summary>
    [HttpPost("/account/profile")]
    public async Task<IActionResult> Profile(ProfileForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            ModelState.AddFlaws(await profiles.SaveAsync(Me, form.ToProfile(), cancellationToken), texts);
        }

        if (!ModelState.IsValid)
        {
            return await ShownAsync(form, cancellationToken);
        }

        await signIn.AnewAsync(await queries.AccountAsync(Me, cancellationToken));
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(form.Language);
        TempData.SayDone(texts["Accounts.Profile.Saved"]);
        return Redirect("/account/profile");
    }

    /// <summary>What one gets by mail.</summary>
    [HttpGet("/account/notifications")]
    public async Task<IActionResult> Notifications(CancellationToken cancellationToken) => View(NotificationsForm.Of(await queries.WishesAsync(Me, cancellationToken)));

    /// <summary>Keeps it.</summary>
    [HttpPost("/account/notifications")]
    public async Task<IActionResult> Notifications(NotificationsForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            // What cannot be read is no "no".
            return BadRequest();
        }

        if (await profiles.SetWishesAsync(Me, form.ToWishes(), cancellationToken))
        {
            TempData.SayDone(texts["Accounts.Notifications.Saved"]);
        }
        else
        {
            TempData.SayWaiting(texts["Accounts.Notifications.NoNewsletter"]);
        }

        return Redirect("/account/notifications");
    }

    private async Task<IActionResult> ShownAsync(ProfileForm form, CancellationToken cancellationToken)
    {
        form.Roles = await queries.RolesAsync(Me, cancellationToken);
        form.Invitations = await invitations.ListOwnAsync(Me, cancellationToken);
        return View("Profile", form);
    }
}
