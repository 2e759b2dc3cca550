using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts.Series;

/// <summary>Reads series, limited to the organisations this person organises for.</summary>
public sealed class SeriesQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Those that go on first, then those that have ended, in one command.</summary>
    public async Task<IReadOnlyList<SeriesLine>> ListAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db.ShiftSeries.AsNoTracking()
            .Where(s => db.OrganisedBy(actorId, now).Contains(s.OrganisationId))
            .OrderBy(s => s.LastOn != null).ThenBy(s => s.Id)
            .Select(s => new
            {
                Series = s,
                Activity = s.Activity!.Name,
                Organisation = s.Organisation!.Name,
                Area = (LocalText?)s.Site!.Area,
                Next = db.Shifts.Where(x => x.SeriesId == s.Id && x.StartsAt > now && x.Status != ShiftStatus.Cancelled).Min(x => (DateTimeOffset?)x.StartsAt),
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new SeriesLine(row.Series, row.Activity, row.Organisation, row.Area, row.Next));
    }

    /// <summary>What a coming date of a series is planned as: by itself where only it is to change, otherwise as the series says. Null when there is none in this person's organisations.</summary>
    public async Task<SeriesPlan?> PlanAsync(Guid actorId, Guid seriesId, SeriesScope scope, DateOnly day, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var series = await db.ShiftSeries.AsNoTracking().Include(s => s.Activity)
            .FirstOrDefaultAsync(s => s.Id == seriesId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        var shift = series is null ? null : await db.Shifts.AsNoTracking().Include(s => s.Positions.OrderBy(p => p.Order))
            .FirstOrDefaultAsync(s => s.SeriesId == seriesId && s.OccursOn == day && s.StartsAt > now, cancellationToken);
        return series is null || (shift is null && scope != SeriesScope.All) ? null
            : new(series, scope == SeriesScope.This ? ShiftMaker.PlanOf(shift!).OnDay(day) : series.PlanOn(day));
    }

    /// <summary>One series with its coming shifts, in two commands; null when it is not of this person's organisations.</summary>
    public async Task<SeriesPage?> FindAsync(Guid actorId, Guid seriesId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await db.ShiftSeries.AsNoTracking()
            .Where(s => s.Id == seriesId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId))
            .Select(s => new
            {
                Series = s,
                Activity = s.Activity!.Name,
                Organisation = s.Organisation!.Name,
                Area = (LocalText?)s.Site!.Area,
                Lead = db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var live = BookingStates.Live;
        var shifts = await db.Shifts.AsNoTracking().Where(s => s.SeriesId == seriesId && s.EndsAt > now).OrderBy(s => s.StartsAt)
            .Select(s => new SeriesShift(
                s.Id, s.OccursOn!.Value, s.StartsAt, s.EndsAt, s.Status, s.Positions.Sum(p => p.Held), s.Positions.Sum(p => p.Capacity),
                db.Bookings.Any(b => b.ShiftId == s.Id && live.Contains(b.State)) || db.WalkIns.Any(w => w.ShiftId == s.Id && w.RemovedAt == null)
                    || db.PartyPlaces.Any(p => p.ShiftId == s.Id && p.ClaimedAt == null && p.FreedAt == null)))
            .ToListAsync(cancellationToken);
        return new(new(row.Series, row.Activity, row.Organisation, row.Area, shifts.Find(s => s.Status != ShiftStatus.Cancelled && s.StartsAt > now)?.StartsAt), row.Lead, shifts, now);
    }
}

/// <summary>A series in the list.</summary>
public sealed record SeriesLine(ShiftSeries Series, LocalText Activity, string Organisation, LocalText? Area, DateTimeOffset? Next);

/// <summary>A series with what was made of it and is still to come.</summary>
public sealed record SeriesPage(SeriesLine Line, string? Lead, IReadOnlyList<SeriesShift> Shifts, DateTimeOffset AsOf)
{
    /// <summary>Whether it was ended and nothing of it is still to come: there is nothing left to change, to leave out or to end.</summary>
    public bool IsOver => Line.Series.LastOn is { } last
        && !Shifts.Any(s => Changes(s)) && !Line.Series.DaysBetween(WallTime.DayOf(AsOf, WallTime.Zone(Line.Series.TimeZone)), last).Any();

    /// <summary>Whether a coming shift starts at another time of day than those still to be made.</summary>
    public bool TimesDiffer => Shifts.Any(s => Changes(s) && TimeOnly.FromDateTime(WallTime.At(s.StartsAt, WallTime.Zone(Line.Series.TimeZone))) != Line.Series.StartsAt);

    /// <summary>Whether a shift can still be changed or left out: it is to come, and within the series.</summary>
    public bool Changes(SeriesShift shift) => shift.Status != ShiftStatus.Cancelled && shift.StartsAt > AsOf && !(shift.OccursOn > Line.Series.LastOn);
}

/// <summary>What is to be changed, as it is planned now.</summary>
public sealed record SeriesPlan(ShiftSeries Series, NewShift Plan);

/// <summary>A coming shift of a series.</summary>
public sealed record SeriesShift(Guid Id, DateOnly OccursOn, DateTimeOffset StartsAt, DateTimeOffset EndsAt, ShiftStatus Status, int Held, int Capacity, bool HasPeople);
