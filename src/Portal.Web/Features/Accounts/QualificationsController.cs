using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Qualifications;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>What one holds, and asking an organisation to confirm it.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.Forms)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class QualificationsController(QualificationService service, QualificationQueries queries, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>One's qualifications, and a form to ask; a shift's page says for which.</summary>
    [HttpGet("/account/qualifications")]
    public async Task<IActionResult> Index(Guid? kind, string? organisation, string? back, CancellationToken ct)
    {
        ModelState.Clear();
        var read = await queries.ReadAsync(current.Value!.Id, ct);
        var asked = read.Organisations.FirstOrDefault(o => o.Slug == organisation)?.Id;
        return View("Qualifications", new QualificationsModel(read, new QualificationForm { KindId = kind, OrganisationId = asked, Back = back }));
    }

    /// <summary>Asks.</summary>
    [HttpPost("/account/qualifications")]
    public async Task<IActionResult> Ask([Bind(Prefix = nameof(QualificationsModel.Form))] QualificationForm form, CancellationToken ct)
    {
        if (ModelState.IsValid && !await service.AskAsync(current.Value!.Id, form.KindId!.Value, form.OrganisationId!.Value, ct))
        {
            ModelState.AddModelError($"{nameof(QualificationsModel.Form)}.{nameof(QualificationForm.OrganisationId)}", texts["Accounts.Qualifications.NotTheirs"]);
        }

        if (!ModelState.IsValid)
        {
            return View("Qualifications", new QualificationsModel(await queries.ReadAsync(current.Value!.Id, ct), form));
        }

        TempData.SayDone(texts["Accounts.Qualifications.Asked"]);
        return Redirect(Url.IsLocalUrl(form.Back) ? form.Back : "/account/qualifications");
    }
}

/// <summary>What is asked for, of whom.</summary>
public sealed class QualificationForm
{
    /// <summary>The kind.</summary>
    [Required]
    public Guid? KindId { get; set; }

    /// <summary>The organisation that is to confirm it.</summary>
    [Required]
    public Guid? OrganisationId { get; set; }

    /// <summary>The local address to go back to.</summary>
    public string? Back { get; set; }
}

/// <summary>The page of qualifications.</summary>
public sealed record QualificationsModel(OwnQualifications Read, QualificationForm Form);
