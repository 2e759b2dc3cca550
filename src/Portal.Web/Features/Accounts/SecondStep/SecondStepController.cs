using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Resources;
using Portal.Core.Telemetry;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts.SecondStep;

/// <summary>The second step of signing in, right after the password: a code, or a passkey. Who has neither and needs one is shown how to begin.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SecondStepController(SecondStepService steps, CurrentViewer current, WaitWords waits, RefusalNotes notes, Phrasebook texts) : Controller
{
    private const string Page = "/account/second-step";

    /// <summary>The address of the page, from which one goes on to <paramref name="back"/>.</summary>
    internal static string WayTo(string? back) => back is null ? Page : $"{Page}?{SignInServices.Back}={Uri.EscapeDataString(back)}";

    /// <summary>The page.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(string? back, CancellationToken cancellationToken) =>
        current.Awaited is { } viewer ? View("Step", await StepModel.OfAsync(steps, viewer.Id, back, cancellationToken)) : LocalRedirect(Away(back));

    /// <summary>Checks a code.</summary>
    [HttpPost(Page)]
    [EnableRateLimiting(RateLimits.SigningIn)]
    public async Task<IActionResult> Index([Bind(Prefix = nameof(StepModel.Form))] StepForm form, CancellationToken cancellationToken)
    {
        if (current.Awaited is not { } viewer)
        {
            return LocalRedirect(Away(form.Back));
        }

        if (!string.IsNullOrWhiteSpace(form.Code))
        {
            var verdict = await steps.TryAsync(viewer.Id, viewer.Session, form.Code, cancellationToken);
            if (verdict.IsRight)
            {
                return LocalRedirect(Way(form.Back));
            }

            notes.Note(RefusalKind.Code);
            ModelState.AddModelError("Form.Code", verdict.Wait is { } until ? waits.Until("Accounts.SecondStep.Wait", until) : texts["Accounts.SecondStep.Wrong"]);
        }
        else
        {
            ModelState.AddModelError("Form.Code", texts["Accounts.SecondStep.Missing"]);
        }

        return View("Step", await StepModel.OfAsync(steps, viewer.Id, form.Back, cancellationToken));
    }

    private string Away(string? back) => current.Value is null ? "/account/sign-in" : Way(back);

    private string Way(string? back) => Url.IsLocalUrl(back) ? back : "/shifts";
}

/// <summary>A code, and where to go afterwards; other people's addresses are left aside.</summary>
public sealed class StepForm
{
    /// <summary>Six digits of an app, or a recovery code.</summary>
    public string? Code { get; set; }

    /// <summary>Where to go.</summary>
    public string? Back { get; set; }
}

/// <summary>What the page shows.</summary>
public sealed record StepModel(StepForm Form, SecondStepState Own)
{
    /// <summary>Read for a person; no code is shown again.</summary>
    public static async Task<StepModel> OfAsync(SecondStepService steps, Guid supporterId, string? back, CancellationToken cancellationToken) =>
        new(new StepForm { Back = back }, await steps.StateAsync(supporterId, cancellationToken));
}
