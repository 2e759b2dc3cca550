using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;

namespace Portal.Core.Shifts.Series;

/// <summary>Makes the shifts of series eight weeks ahead, each exactly once: of two workers the second finds the day through which they are made moved on, and an index stands behind it.</summary>
public sealed class SeriesMaking(Retry retry, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Makes what is due for all series. For a job, which may run twice or late.</summary>
    public async Task<int> MakeDueAsync(CancellationToken cancellationToken)
    {
        // A zone ahead of UTC gets its newest day some hours into it, eight weeks before anybody needs it.
        var due = await retry.RunAsync(
            (db, token) =>
            {
                var through = Through(TimeZoneInfo.Utc, clock.GetUtcNow());
                return db.ShiftSeries.Where(s => s.MadeThrough < through && (s.LastOn == null || s.LastOn > s.MadeThrough)).OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(token);
            },
            cancellationToken);
        var made = 0;
        foreach (var id in due)
        {
            var shifts = await retry.RunAsync((db, token) => MakeOnceAsync(db, id, token), cancellationToken);
            if (shifts.Count > 0)
            {
                hints.Changed(shifts[0]);
            }

            made += shifts.Count;
        }

        return made;
    }

    internal static DateOnly Through(TimeZoneInfo zone, DateTimeOffset now) => WallTime.DayOf(now, zone).AddDays(ShiftSeries.DaysAhead);

    private async Task<IReadOnlyList<Guid>> MakeOnceAsync(PortalDbContext db, Guid seriesId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var before = await db.ShiftSeries.AsNoTracking().Where(s => s.Id == seriesId).Select(s => new { s.MadeThrough, s.TimeZone }).FirstAsync(cancellationToken);
        var through = Through(WallTime.Zone(before.TimeZone), now);
        if (through <= before.MadeThrough)
        {
            return [];
        }

        var claimed = await db.ShiftSeries.Where(s => s.Id == seriesId && s.MadeThrough == before.MadeThrough)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.MadeThrough, through), cancellationToken);
        if (claimed == 0)
        {
            return [];
        }

        // Read after its row was taken, so that a change that came first is seen.
        var series = await db.ShiftSeries.AsNoTracking().FirstAsync(s => s.Id == seriesId, cancellationToken);
        var made = await MakeAsync(db, series, before.MadeThrough, through, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    /// <summary>Makes the shifts after one day and through another, within the caller's transaction, which holds the row of the series.</summary>
    internal Task<IReadOnlyList<Guid>> MakeAsync(PortalDbContext db, ShiftSeries series, DateOnly after, DateOnly through, DateTimeOffset now, CancellationToken cancellationToken) =>
        MakeAsync(db, series, series.DaysBetween(after, through), now, cancellationToken);

    /// <summary>Makes the shifts of some days, of which there are none yet, likewise.</summary>
    internal async Task<IReadOnlyList<Guid>> MakeAsync(PortalDbContext db, ShiftSeries series, IEnumerable<DateOnly> days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var leads = await db.Memberships.AnyAsync(
            m => m.SupporterId == series.LeadId && m.OrganisationId == series.OrganisationId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now),
            cancellationToken);
        var zone = WallTime.Zone(series.TimeZone);
        var shifts = new List<Shift>();
        foreach (var date in days.Select(series.On).Where(date => date.StartsAt > now))
        {
            // Who has left the group leads nothing new.
            var plan = leads ? series.PlanOn(date.Day) : series.PlanOn(date.Day) with { LeadId = null };
            var shift = ShiftMaker.Make(plan, series.OrganisationId, series.Visibility, zone, PlanTimes.Of(date), clock, (series.Id, date.Day));
            shifts.Add(shift);
        }

        // While the site is closed they stay drafts, for somebody to move or to publish.
        await db.PublishWhereOpenAsync(series.Publishes ? shifts : [], now, cancellationToken);
        db.Shifts.AddRange(shifts);
        await db.SaveChangesAsync(cancellationToken);
        var ids = shifts.ConvertAll(s => s.Id);
        if (series.Publishes)
        {
            await UnbookedShifts.OpenOrCloseAsync(db, ids, cancellationToken);
        }

        return ids;
    }
}
