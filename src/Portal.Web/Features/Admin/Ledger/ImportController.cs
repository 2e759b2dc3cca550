using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.Ledger.Imports;
using Portal.Core.Resources;
using Portal.Core.Shifts.Files;
using Portal.Web.Features.Organise.Import;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Admin.Ledger;

/// <summary>Takes in exports of payment providers: first a look at every row, then all of them or none.</summary>
[Area("Admin")]
[Authorize(Policies.Administrator)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ImportController(PaymentImports imports, PaymentMappings mappings, CurrentViewer current, PageShelf pages, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string Page = "/admin/ledger/import";

    private Guid Me => current.Value!.Id;

    /// <summary>Says which exports are known, and asks for one.</summary>
    [HttpGet(Page)]
    public IActionResult Index(bool tooBig)
    {
        ModelState.Clear();
        return Shown(new(new ImportForm(), new ColumnsForm(), null, tooBig ? PaymentFileRead.Refused(PaymentFaultKind.TooBig) : null, null));
    }

    /// <summary>Looks at an export, remembers what its columns mean, or takes in the one that was looked at.</summary>
    [HttpPost(Page)]
    [TooBigIsToldUnread(Page + "?tooBig=true")]
    public async Task<IActionResult> Index(
        [Bind(Prefix = nameof(PaymentImportModel.Form))] ImportForm form, [Bind(Prefix = nameof(PaymentImportModel.Columns))] ColumnsForm columns, string? step, CancellationToken ct)
    {
        var (text, fault) = await form.TextAsync(ct);
        ModelState.Clear();
        var next = new ImportForm { FormKey = Ids.New(clock) };
        if (text is null)
        {
            var kind = fault switch
            {
                ImportFaultKind.TooBig => PaymentFaultKind.TooBig,
                ImportFaultKind.Empty => PaymentFaultKind.Empty,
                _ => PaymentFaultKind.Unreadable,
            };
            return Shown(new(next, columns, null, PaymentFileRead.Refused(kind), null));
        }

        var header = PaymentFile.Header(text);
        next.Checked = ImportForm.Pack(text);
        if (step == "columns")
        {
            foreach (var field in await mappings.SaveAsync(Me, header, columns.ToColumns(), ct))
            {
                ModelState.AddModelError($"Columns.{field}", texts["Ledger.Import.WrongColumn"]);
            }
        }

        if (!ModelState.IsValid || await mappings.FindAsync(header, ct) is not { } layout)
        {
            return Shown(header.Names.Count > 1 ? new(next, columns, header, null, null) : new(next, columns, null, PaymentFileRead.Refused(PaymentFaultKind.Unreadable), null));
        }

        var read = PaymentFile.Read(text, layout, clock.GetUtcNow());
        if (step == "take" && form.FormKey != Guid.Empty && read.Faults.Count == 0 && await imports.ImportAsync(Me, read, form.FormKey, ct) is { } id)
        {
            await pages.ClearAsync([LiveTags.Ledger, LiveTags.Home], ct);
            return Redirect($"/admin/ledger/imports/{id}");
        }

        return Shown(new(next, columns, null, read, read.Faults.Count == 0 ? await imports.ForecastAsync(read, ct) : null));
    }

    /// <summary>What became of one.</summary>
    [HttpGet("/admin/ledger/imports/{id:guid}")]
    public async Task<IActionResult> Result(Guid id, CancellationToken ct) =>
        await imports.FindAsync(id, ct) is var (import, by, sums) ? View("ImportResult", new PaymentImportResult(import, by, sums)) : NotFound();

    private ViewResult Shown(PaymentImportModel model) => View("Import", model);
}
