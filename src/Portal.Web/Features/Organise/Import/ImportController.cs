using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Import;

/// <summary>Takes shifts from a file: first a look at every line, then all of them or none.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class ImportController(ShiftImport files, ImportRuns runs, ImportRunner runner, CurrentViewer current, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

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
        var table = await files.TemplateAsync(Me, ct);
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table)], "text/csv; charset=utf-8", "shifts.csv");
    }

    /// <summary>Looks at a file, or begins to make the shifts of the one that was looked at.</summary>
    [HttpPost("/organise/import")]
    [TooBigIsToldUnread("/organise/import?tooBig=true")]
    public async Task<IActionResult> Index([Bind(Prefix = nameof(ImportModel.Form))] ImportForm form, bool import, CancellationToken ct)
    {
        var (text, fault) = await form.TextAsync(ct);
        var outcome = text is null ? new ImportOutcome([new(1, fault)], [], clock.GetUtcNow()) : await files.LookAsync(Me, text, ct);
        if (import && outcome.Faults.Count == 0 && form.FormKey != Guid.Empty && form.File is null)
        {
            var (run, isNew) = await runs.BeginAsync(Me, form.FormKey, outcome.Shifts.Count, ct);
            await (isNew ? runner.TakeAsync(new(run, Me, form.FormKey, text!, form.Publish)) : Task.CompletedTask);
            return Redirect($"/organise/import/{run}");
        }

        ModelState.Clear();
        return View(new ImportModel(new ImportForm { FormKey = Ids.New(clock), Publish = form.Publish, Checked = outcome.Faults.Count == 0 ? ImportForm.Pack(text!) : null }, outcome));
    }
}
