using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Privacy.Consent;
using Portal.Core.Privacy.Export;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>One's own data: to read and take away, and what one agreed to.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DataController(Consents consents, PersonalData data, ExportFile file, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/account/data";

    private Guid Me => current.Value!.Id;

    /// <summary>What can be done.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("Data", await consents.ReadAsync(Me, ct));

    /// <summary>All of it, as a file.</summary>
    [HttpGet("/account/data/file")]
    [ProvenLately]
    public async Task<IActionResult> Take(CancellationToken ct) => File(file.Zip(await data.ReadAsync(Me, ct)), "application/zip", "my-data.zip");

    /// <summary>Turns one thing on or off.</summary>
    [HttpPost("/account/data/consent")]
    public async Task<IActionResult> Set(ConsentForm form, CancellationToken ct)
    {
        if (ModelState.IsValid && Enum.IsDefined(form.What) && await consents.SetAsync(Me, form.What, form.Organisation, form.On, ct))
        {
            TempData.SayDone(texts["Rights.Data.Set"]);
        }
        else
        {
            TempData.SayWaiting(texts["Rights.Data.NotSet"]);
        }

        return Redirect(Page);
    }
}

/// <summary>One tap: what, and whether it is to be on.</summary>
public sealed class ConsentForm
{
    /// <summary>What.</summary>
    public ConsentKind What { get; set; }

    /// <summary>Whose, where it is about an organisation.</summary>
    public Guid? Organisation { get; set; }

    /// <summary>Whether it is to be on.</summary>
    public bool On { get; set; }
}
