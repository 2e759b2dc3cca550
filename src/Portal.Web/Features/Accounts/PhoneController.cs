using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>One's own phone, which is kept sealed and for call rounds only.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PhoneController(PhoneService phones, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>The number that is kept now.</summary>
    [HttpGet("/account/phone")]
    public async Task<IActionResult> Phone(CancellationToken ct) => View(new PhoneForm { Phone = await phones.ReadAsync(current.Value!.Id, ct) });

    /// <summary>Keeps another, or none.</summary>
    [HttpPost("/account/phone")]
    public async Task<IActionResult> Phone(PhoneForm form, CancellationToken ct)
    {
        if (await phones.SaveAsync(current.Value!.Id, form.Phone, ct))
        {
            TempData.SayDone(texts["Accounts.Phone.Saved"]);
            return Redirect("/account/phone");
        }

        ModelState.AddModelError(nameof(PhoneForm.Phone), texts["Accounts.Phone.Wrong"]);
        return View(form);
    }
}
