using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Import;

/// <summary>Takes shifts from a file: first a look at every line, then all of them or none.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ImportController(ShiftImport files, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    /// <summary>Says what a file looks like, and asks for one.</summary>
    [HttpGet("/organise/import")]
    public IActionResult Index(bool tooBig)
    {
        ModelState.Clear();
        return View(new ImportModel(new ImportForm { FormKey = Ids.New(clock) }, tooBig ? new([new(1, ImportFaultKind.TooBig)], [], clock.GetUtcNow()) : null));
    }

    /// <summary>A file to fill in, with the mark by which spreadsheets know UTF-8.</summary>
    [HttpGet("/organise/import/template.csv")]
    public async Task<IActionResult> Template(CancellationToken ct)
    {
        var table = await files.TemplateAsync(current.Value!.Id, ct);
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table)], "text/csv; charset=utf-8", "shifts.csv");
    }

    /// <summary>Looks at a file, or makes the shifts of the one that was looked at.</summary>
    [HttpPost("/organise/import")]
    [TooBigIsToldUnread("/organise/import?tooBig=true")]
    public async Task<IActionResult> Index([Bind(Prefix = nameof(ImportModel.Form))] ImportForm form, bool import, CancellationToken ct)
    {
        var (text, fault) = await form.TextAsync(ct);
        var outcome = text is null ? new ImportOutcome([new(1, fault)], [], clock.GetUtcNow())
            : import && form.FormKey != Guid.Empty && form.File is null ? await files.ImportAsync(current.Value!.Id, text, form.Publish, form.FormKey, ct)
            : await files.LookAsync(current.Value!.Id, text, ct);
        if (outcome.AtClosedSites > 0)
        {
            TempData.SayWaiting(texts.Count("Organise.MadeAtClosed", outcome.AtClosedSites, texts.Count("Organise.Shifts", outcome.Made)));
            return Redirect("/organise/shifts?status=Draft");
        }

        if (outcome.Made > 0)
        {
            TempData.SayDone(texts[form.Publish || outcome.Published == outcome.Made ? "Organise.Import.MadePublished" : outcome.Published > 0 ? "Organise.Import.MadeBoth" : "Organise.Import.MadeDrafts", texts.Count("Organise.Shifts", outcome.Made), outcome.Published]);
            return Redirect(form.Publish || outcome.Published > 0 ? "/organise/shifts" : "/organise/shifts?status=Draft");
        }

        ModelState.Clear();
        return View(new ImportModel(new ImportForm { FormKey = Ids.New(clock), Publish = form.Publish, Checked = outcome.Faults.Count == 0 ? ImportForm.Pack(text!) : null }, outcome));
    }
}
