using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Mail;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Export;

/// <summary>Gives shifts as files, by the filters of the list.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ExportController(ShiftExport export, CurrentViewer current, PortalLinks links, TimeProvider clock) : Controller
{
    /// <summary>Which files there are.</summary>
    [HttpGet("/organise/export")]
    public IActionResult Index(PlanListForm form)
    {
        ModelState.Clear();
        return View(form);
    }

    /// <summary>A table, which can be taken back in.</summary>
    [HttpGet("/organise/export.csv")]
    [ProvenLately]
    public async Task<IActionResult> Csv(PlanListForm form, CancellationToken ct)
    {
        var table = await export.CsvAsync(current.Value!.Id, Wanted(form), ct);
        return File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table)], "text/csv; charset=utf-8", "shifts.csv");
    }

    /// <summary>A calendar.</summary>
    [HttpGet("/organise/export.ics")]
    [ProvenLately]
    public async Task<IActionResult> Calendar(PlanListForm form, CancellationToken ct) =>
        File(Encoding.UTF8.GetBytes(await export.CalendarAsync(current.Value!.Id, Wanted(form), id => links.To($"/shifts/{id}"), ct)), "text/calendar; charset=utf-8", "shifts.ics");

    private Func<IQueryable<Shift>, IQueryable<Shift>> Wanted(PlanListForm form)
    {
        ModelState.Clear();
        return shifts => ShiftListQueries.Wanted(shifts, current.Value!.OrganiserOf, form, clock.GetUtcNow());
    }
}
