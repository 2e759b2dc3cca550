using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Imports;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;
using Portal.Core.Shifts.Files;
using Portal.Web.Features.Organise.Import;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Admin.Subscribers;

/// <summary>Takes readers from a file: first a look at every line, then all of them or none.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SubscribersController(SubscriberImports imports, SubscriptionQueries queries, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Says what a file looks like, and asks for one.</summary>
    [HttpGet("/admin/subscribers/import")]
    public IActionResult Index(bool tooBig)
    {
        ModelState.Clear();
        return View(new SubscriberImportModel(new ImportForm(), new(), tooBig ? SubscriberFileRead.Refused(new(1, SubscriberFaultKind.TooBig)) : null, null));
    }

    /// <summary>Looks at a file, or takes in the one that was looked at.</summary>
    [HttpPost("/admin/subscribers/import")]
    [TooBigIsToldUnread("/admin/subscribers/import?tooBig=true")]
    public async Task<IActionResult> Index(
        [Bind(Prefix = nameof(SubscriberImportModel.Form))] ImportForm form, [Bind(Prefix = nameof(SubscriberImportModel.Grounds))] SubscriberImportForm grounds, bool import, CancellationToken ct)
    {
        var (text, fault) = await form.TextAsync(ct);
        var read = text is not null ? SubscriberFile.Read(text) : SubscriberFileRead.Refused(new(1, fault switch
        {
            ImportFaultKind.TooBig => SubscriberFaultKind.TooBig,
            ImportFaultKind.Empty => SubscriberFaultKind.Empty,
            _ => SubscriberFaultKind.Unreadable,
        }));
        ModelState.Clear();
        if (import && form.File is null && form.FormKey != Guid.Empty && read.Faults.Count == 0)
        {
            if (grounds.Certified is { } certified && await imports.ImportAsync(Me, read, new(grounds.Statement ?? "", certified, form.FormKey), ct) is { } id)
            {
                return Redirect($"/admin/subscribers/imports/{id}");
            }

            if (grounds.Certified is null)
            {
                ModelState.AddModelError("Grounds.Certified", texts["Shared.Wrong.Required"]);
            }

            if (string.IsNullOrWhiteSpace(grounds.Statement) || grounds.Statement.Length > SubscriberImport.StatementLength)
            {
                ModelState.AddModelError("Grounds.Statement", texts["Newsletters.Import.StatementMissing", SubscriberImport.StatementLength]);
            }
        }

        var fine = read.Faults.Count == 0;
        var next = new ImportForm { FormKey = Ids.New(clock), Checked = fine ? ImportForm.Pack(text!) : null };
        return View(new SubscriberImportModel(next, grounds, read, fine ? await imports.ForecastAsync(read, ct) : null));
    }

    /// <summary>What became of one.</summary>
    [HttpGet("/admin/subscribers/imports/{id:guid}")]
    public async Task<IActionResult> Result(Guid id, CancellationToken ct) =>
        await queries.ImportAsync(id, ct) is var (import, by) ? View(new SubscriberImportResult(import, by)) : NotFound();
}
