using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Having one's account deleted, and thinking again. Whoever finds an open phone deletes nobody; to keep an account one need only be signed in.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DeleteController(DeletionService deletions, SignIn signIn, CurrentViewer current, Phrasebook texts) : Controller
{
    private const string Page = "/account/delete";
    private const int Minutes = 15;

    private Viewer Me => current.Value!;

    /// <summary>What it would do.</summary>
    [HttpGet(Page)]
    [ProvenLately(Minutes = Minutes)]
    public async Task<IActionResult> Index(CancellationToken ct) => await ShowAsync(new DeleteForm(), ct);

    /// <summary>Asks for it.</summary>
    [HttpPost(Page)]
    [ProvenLately(Minutes = Minutes, Back = Page)]
    public async Task<IActionResult> Index(DeleteForm form, CancellationToken ct)
    {
        if (form.AtOnce is not { } atOnce)
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(DeleteForm.AtOnce), texts["Rights.Delete.Choose"]);
            return await ShowAsync(form, ct);
        }

        var outcome = await deletions.AskAsync(Me.Id, atOnce, ct);
        if (outcome.DueAt is not { } due)
        {
            return await ShowAsync(form, ct);
        }

        if (atOnce)
        {
            await signIn.OutAsync();
            TempData.SayDone(texts["Rights.Delete.Gone"]);
            return Redirect("/");
        }

        TempData.SayDone(texts["Rights.Delete.Asked", DeletionWords.When(due, Me)]);
        return Redirect("/account/data");
    }

    /// <summary>Keeps the account after all.</summary>
    [HttpPost("/account/delete/keep")]
    public async Task<IActionResult> Keep(CancellationToken ct)
    {
        if (await deletions.KeepAsync(Me.Id, ct))
        {
            TempData.SayDone(texts["Rights.Delete.Kept"]);
        }
        else
        {
            TempData.SayWaiting(texts["Rights.Delete.NotKept"]);
        }

        return Redirect("/account/data");
    }

    private async Task<IActionResult> ShowAsync(DeleteForm form, CancellationToken ct)
    {
        form.Preview = await deletions.PreviewAsync(Me.Id, ct);
        return View("Delete", form);
    }
}

/// <summary>When the account is to go.</summary>
public sealed class DeleteForm
{
    /// <summary>At once, or in 72 hours; null where nothing was chosen.</summary>
    public bool? AtOnce { get; set; }

    /// <summary>What it would do; never taken from a form.</summary>
    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public DeletionPreview? Preview { get; set; }
}

/// <summary>When an account goes, by the clock of its person.</summary>
internal static class DeletionWords
{
    public static string When(DateTimeOffset due, Viewer viewer)
    {
        var zone = TimeWords.Zone(viewer.TimeZone);
        return $"{TimeWords.DayInside(TimeWords.DayOf(due, zone))}, {TimeWords.Clock(due, zone)}";
    }
}
