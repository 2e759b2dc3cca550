using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Portal.Core.Bookings;
using Portal.Core.Organisations.Closures;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Shifts;

/// <summary>The coming shifts and the page of each.</summary>
[AllowAnonymous]
public sealed class ShiftsController(ComingShifts coming, ShiftQueries shifts, Alternatives alternatives, ShiftReader reader, TimeProvider clock) : Controller
{
    private const int MostAlternatives = 4;

    /// <summary>The list, soonest first, with filters from the address.</summary>
    [HttpGet("/shifts")]
    [OutputCache(PolicyName = LiveTags.Shifts)]
    [TaggedPage]
    public async Task<IActionResult> Index(ShiftListForm form, CancellationToken ct)
    {
        var someUnread = !ModelState.IsValid;
        ModelState.Clear();
        var today = TimeWords.DayOf(clock.GetUtcNow(), TimeWords.Calais);
        var page = await coming.ListAsync(form.ToFilter(reader.Id is not null, today), await reader.PersonAsync(ct), ct);
        return View(new ShiftListModel(page, form, someUnread));
    }

    /// <summary>One shift, as far as the reader may see it.</summary>
    [HttpGet("/shifts/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, [FromServices] CallRounds rounds, CancellationToken ct)
    {
        var person = await reader.PersonAsync(ct);
        var details = await shifts.DetailsAsync(id, person, ct);
        if (details is null)
        {
            return NotFound();
        }

        if (details.Mine is { HasNews: true } mine)
        {
            await rounds.SeenAsync(person!.Id, [mine.Id], ct);
        }

        var model = new ShiftModel(details);
        var place = new ShiftPlace(id, details.ActivityId, details.Organisation.Id, details.StartsAt);
        return View(model.OffersAlternatives ? model with { Alternatives = await alternatives.ForAsync(place, person, MostAlternatives, ct) } : model);
    }
}
