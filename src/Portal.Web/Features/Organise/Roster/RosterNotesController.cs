using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Parties;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>What the lead writes on the roster: notes, hours, and people who are there without a booking, places that groups hold.</summary>
[Authorize(Policies.SignedIn)]
public sealed class RosterNotesController(RosterNotes notes, WalkIns walkIns, CurrentViewer current, Phrasebook texts) : Controller
{
    private Guid Me => current.Value!.Id;

    /// <summary>Keeps a note beside somebody.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/note")]
    public async Task<IActionResult> Note(Guid id, Guid bookingId, string? note, CancellationToken ct) =>
        Answer(id, bookingId, await notes.NoteAsync(Me, id, bookingId, note, ct));

    /// <summary>Says how long somebody was there; with nothing filled in the whole shift counts.</summary>
    [HttpPost("/shifts/{id:guid}/roster/{bookingId:guid}/hours")]
    public async Task<IActionResult> Hours(Guid id, Guid bookingId, int? hours, int? minutes, CancellationToken ct)
    {
        var sensible = ModelState.IsValid && hours is null or (>= 0 and <= 48) && minutes is null or (>= 0 and <= 59);
        int? counted = hours is null && minutes is null ? null : ((hours ?? 0) * 60) + (minutes ?? 0);
        return Answer(id, bookingId, sensible ? await notes.CountAsync(Me, id, bookingId, counted, ct) : NoteOutcome.NotPossible);
    }

    /// <summary>Adds somebody who is there. Where all places are taken the page asks whether to do it anyway.</summary>
    [HttpPost("/shifts/{id:guid}/roster/walk-ins")]
    public async Task<IActionResult> Add(Guid id, WalkInForm form, CancellationToken ct)
    {
        var outcome = ModelState.IsValid && form.PositionId is { } position && form.FormKey != Guid.Empty
            ? await walkIns.AddAsync(Me, id, new(position, form.Name ?? "", form.FormKey), form.Anyway, ct)
            : WalkInOutcome.NoPosition;
        return outcome == WalkInOutcome.Full
            ? Answer(id, outcome, $"?Name={Uri.EscapeDataString(form.Name ?? "")}&PositionId={form.PositionId}&Anyway=true")
            : Answer(id, outcome, "");
    }

    /// <summary>Takes somebody off again.</summary>
    [HttpPost("/shifts/{id:guid}/roster/walk-ins/{walkInId:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, Guid walkInId, CancellationToken ct) =>
        Answer(id, await walkIns.RemoveAsync(Me, id, walkInId, ct), "");

    /// <summary>Frees what a group holds on this shift and nobody has claimed; its leader is told.</summary>
    [HttpPost("/shifts/{id:guid}/roster/groups/{partyId:guid}/free")]
    public async Task<IActionResult> Free(Guid id, Guid partyId, [FromServices] PartyLeading parties, CancellationToken ct)
    {
        if (await parties.FreeForAllAsync(Me, id, partyId, ct) is not { } places)
        {
            return NotFound();
        }

        TempData.SayDone(texts.Count("Parties.GivenBack", places));
        return Redirect($"/shifts/{id}/roster");
    }

    private IActionResult Answer(Guid id, Guid bookingId, NoteOutcome outcome)
    {
        if (outcome == NoteOutcome.NotFound)
        {
            return NotFound();
        }

        if (outcome == NoteOutcome.Done)
        {
            TempData.SayDone(texts["Roster.Note.Done"]);
        }
        else
        {
            TempData.SayRefused(texts[$"Roster.Note.{outcome}"]);
        }

        return Redirect($"/shifts/{id}/roster#b-{bookingId}");
    }

    private IActionResult Answer(Guid id, WalkInOutcome outcome, string query)
    {
        switch (outcome)
        {
            case WalkInOutcome.NotFound:
                return NotFound();
            case WalkInOutcome.Done:
                break;
            default:
                TempData.SayRefused(texts[$"Roster.WalkIn.{outcome}"]);
                break;
        }

        return Redirect($"/shifts/{id}/roster{query}#walk-in");
    }
}
