using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Reads the organisers' list of shifts.</summary>
public sealed class ShiftListQueries(PortalDbContext db)
{
    /// <summary>Shifts on one page.</summary>
    public const int PageSize = 50;

    /// <summary>One page of these organisations' shifts in two queries: coming ones soonest first, past ones latest first, or those of one day.</summary>
    public async Task<PlanListModel> ReadAsync(IReadOnlyList<Guid> organisations, PlanListForm form, DateTimeOffset now, CancellationToken ct)
    {
        var wanted = Wanted(db.Shifts.AsNoTracking(), organisations, form, now);
        var total = await wanted.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(form.Page, 1, pages);
        var ordered = form.Past ? wanted.OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id) : wanted.OrderBy(s => s.StartsAt).ThenBy(s => s.Id);
        var rows = await ordered.Skip((page - 1) * PageSize).Take(PageSize)
            .Select(s => new PlanLine(
                s.Id,
                s.Activity!.Name,
                s.Organisation!.Name,
                s.Site == null ? null : s.Site.Area,
                s.StartsAt,
                s.EndsAt,
                TimeWords.Zone(s.TimeZone),
                s.Status,
                s.Visibility,
                s.Positions.Sum(p => p.Held),
                s.Positions.Sum(p => p.Capacity),
                s.Positions.Any(p => p.Held < p.Minimum)))
            .ToListAsync(ct);
        return new PlanListModel(form, rows, total, new PagerModel(page, pages, form.Address), now);
    }

    /// <summary>The shifts of organisations that filters let through.</summary>
    public static IQueryable<Shift> Wanted(IQueryable<Shift> shifts, IReadOnlyList<Guid> organisations, PlanListForm form, DateTimeOffset now)
    {
        var wanted = shifts.Where(s => organisations.Contains(s.OrganisationId));
        wanted = form.Status is { } status ? wanted.Where(s => s.Status == status) : wanted;
        if (form.Day is not { } day)
        {
            // What was called off is not coming: it has a filter of its own.
            return form.Past ? wanted.Where(s => s.EndsAt <= now)
                : wanted.Where(s => s.EndsAt > now && (form.Status != null || s.Status != ShiftStatus.Cancelled));
        }

        // The first and the last day of all calendars have no day before or after them, and no shift.
        if (day.Year is < 2000 or > 2999)
        {
            return wanted.Where(_ => false);
        }

        var (from, to) = (StartOf(day), StartOf(day.AddDays(1)));
        return wanted.Where(s => s.StartsAt >= from && s.StartsAt < to);
    }

    private static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeWords.Calais.GetUtcOffset(midnight)).ToUniversalTime();
    }
}

/// <summary>One shift of the list; <see cref="Area"/> is null for work from home.</summary>
public sealed record PlanLine(
    Guid Id,
    LocalText Activity,
    string Organisation,
    LocalText? Area,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    TimeZoneInfo Zone,
    ShiftStatus Status,
    Visibility Visibility,
    int Held,
    int Capacity,
    bool BelowMinimum);
