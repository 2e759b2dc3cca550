using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts.SecondStep;

/// <summary>One's own passkeys. Whoever finds an open phone must not be able to add one: so the password, or a passkey, was given within a quarter of an hour.</summary>
[Authorize(Policies.OwnKeys)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasskeysController(PasskeyService own, Passkeys passkeys, ProfileQueries profiles, SessionService sessions, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/account/passkeys";
    private const int Minutes = 15;

    private Guid Me => current.Person!.Id;

    /// <summary>The passkeys, and the way to one more.</summary>
    [HttpGet(Page)]
    [ProvenLately(Minutes = Minutes)]
    public async Task<IActionResult> Index() => View("Passkeys", new PasskeysModel(await own.ListAsync(Me), new PasskeyForm()));

    /// <summary>What the device is asked.</summary>
    [HttpPost("/account/passkeys/options")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Ask(CancellationToken cancellationToken) =>
        Content(await passkeys.AskToMakeAsync(await profiles.AccountAsync(Me, cancellationToken)), "application/json");

    /// <summary>Adds what the device made.</summary>
    [HttpPost(Page)]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Add([Bind(Prefix = nameof(PasskeysModel.Form))] PasskeyForm form, CancellationToken cancellationToken)
    {
        var made = await passkeys.MadeAsync(await profiles.AccountAsync(Me, cancellationToken), form.Credential);
        var result = made is null ? AddPasskeyResult.Refused : await own.AddAsync(Me, made, form.Name, cancellationToken);
        if (result == AddPasskeyResult.Added)
        {
            // Its owner was just there, and checked by the device.
            await sessions.StrengthenAsync(Me, current.Person!.Session, cancellationToken);
            TempData.SayDone(texts["Accounts.Passkeys.Added"]);
            return Redirect(Page);
        }

        ModelState.AddModelError($"{nameof(PasskeysModel.Form)}.{nameof(PasskeyForm.Name)}", texts[$"Accounts.Passkeys.{result}"]);
        form.Credential = null;
        return View("Passkeys", new PasskeysModel(await own.ListAsync(Me), form));
    }

    /// <summary>Removes one.</summary>
    [HttpPost("/account/passkeys/remove")]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Remove(string id, CancellationToken cancellationToken)
    {
        await own.RemoveAsync(Me, id, cancellationToken);
        TempData.SayDone(texts["Accounts.Passkeys.Removed"]);
        return Redirect(Page);
    }
}

/// <summary>What the page shows.</summary>
public sealed record PasskeysModel(IReadOnlyList<OwnPasskey> Own, PasskeyForm Form);

/// <summary>A device's answer, and how its owner calls it.</summary>
public sealed class PasskeyForm
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The answer as JSON.</summary>
    public string? Credential { get; set; }

    /// <summary>Whether other people use the phone too.</summary>
    public bool Shared { get; set; }

    /// <summary>Where to go afterwards; other people's addresses are left aside.</summary>
    public string? Back { get; set; }
}
