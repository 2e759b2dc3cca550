using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Adds up the hours that people gave: one's own for a certificate, and an organisation's for its organisers.</summary>
public sealed class HoursQueries(PortalDbContext db, TimeProvider clock)
{
    private static readonly BookingState[] WasThere = [BookingState.CheckedIn, BookingState.Completed];

    /// <summary>One's own hours by organisation on shifts that began in a period and are over; the most first.</summary>
    public async Task<IReadOnlyList<OrganisationHours>> OwnAsync(Guid supporterId, Period period, CancellationToken cancellationToken)
    {
        var rows = await Counted(period)
            .Where(b => b.SupporterId == supporterId)
            .Select(b => new { Organisation = new OrganisationRef(b.Shift!.OrganisationId, b.Shift.Organisation!.Slug, b.Shift.Organisation.Name), Given = new GivenTime(b.Shift.StartsAt, b.Shift.EndsAt, b.Minutes) })
            .ToListAsync(cancellationToken);
        var older = await Older(period).Where(h => h.SupporterId == supporterId)
            .Join(db.Organisations, h => h.OrganisationId, o => o.Id, (h, o) => new { Organisation = new OrganisationRef(o.Id, o.Slug, o.Name), h.Shifts, h.Minutes })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.Organisation, Shifts: 1, Time: r.Given.Time)).Concat(older.Select(o => (o.Organisation, o.Shifts, Time: TimeSpan.FromMinutes(o.Minutes))))
            .GroupBy(r => r.Organisation).Select(g => new OrganisationHours(g.Key, g.Sum(r => r.Shifts), g.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Time))).OrderByDescending(o => o.Time).ThenBy(o => o.Organisation.Name, StringComparer.Ordinal)];
    }

    /// <summary>The hours of everybody at the organisations that this person organises for; by organisation and name.</summary>
    public async Task<IReadOnlyList<PersonHours>> OrganisedAsync(Guid viewerId, Period period, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await Counted(period)
            .Where(b => db.OrganisedBy(viewerId, now).Contains(b.Shift!.OrganisationId))
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new
            {
                Key = new { Organisation = b.Shift!.Organisation!.Name, s.Id, s.DisplayName },
                Given = new GivenTime(b.Shift.StartsAt, b.Shift.EndsAt, b.Minutes),
            })
            .ToListAsync(cancellationToken);
        var older = await Older(period)
            .Where(h => db.OrganisedBy(viewerId, now).Contains(h.OrganisationId))
            .Select(h => new
            {
                Organisation = db.Organisations.Where(o => o.Id == h.OrganisationId).Select(o => o.Name).First(),
                h.SupporterId,
                Name = db.Supporters.Where(s => s.Id == h.SupporterId).Select(s => s.DisplayName).FirstOrDefault(),
                h.Shifts,
                h.Minutes,
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.Key.Organisation, Id: (Guid?)r.Key.Id, Name: r.Key.DisplayName, Shifts: 1, Time: r.Given.Time))
            .Concat(older.Select(o => (o.Organisation, Id: o.SupporterId, Name: o.Name ?? FormerNameConverter.Read(""), o.Shifts, Time: TimeSpan.FromMinutes(o.Minutes))))
            .GroupBy(r => (r.Organisation, r.Id, r.Name))
            .Select(g => new PersonHours(g.Key.Organisation, g.Key.Name, g.Sum(r => r.Shifts), g.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Time)))
            .OrderBy(p => p.Organisation, StringComparer.CurrentCulture).ThenBy(p => p.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The same to take away as a file: that it was taken is on record, at each organisation, before it is given.</summary>
    public async Task<IReadOnlyList<PersonHours>> TakeAwayAsync(Guid viewerId, Period period, CancellationToken cancellationToken)
    {
        var hours = await OrganisedAsync(viewerId, period, cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var organisation in await db.OrganisedBy(viewerId, now).Distinct().ToListAsync(cancellationToken))
        {
            db.AuditEntries.Add(new AuditEntry
            {
                Id = Ids.New(clock),
                At = now,
                ActorId = viewerId,
                Action = "hours.download",
                SubjectId = organisation,
                OrganisationId = organisation,
                Detail = $"{period.From:yyyy-MM-dd}/{period.To:yyyy-MM-dd}",
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return hours;
    }

    private IQueryable<Booking> Counted(Period period)
    {
        var (now, from, until) = (clock.GetUtcNow(), period.Begins, period.Ends);
        return db.Bookings.AsNoTracking().Where(b => WasThere.Contains(b.State) && b.Shift!.EndsAt <= now && b.Shift.StartsAt >= from && b.Shift.StartsAt < until);
    }

    // Of what is a year old only the sums of whole months are left. A month of which only a part lies in the period is left out: never is more certified than was given.
    private IQueryable<GivenHours> Older(Period period)
    {
        var first = period.From.Day == 1 ? period.From : new DateOnly(period.From.Year, period.From.Month, 1).AddMonths(1);
        var end = period.To.AddDays(1);
        var beyond = new DateOnly(end.Year, end.Month, 1);
        return db.GivenHours.AsNoTracking().Where(h => h.Month >= first && h.Month < beyond);
    }

    private sealed record GivenTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt, int? Minutes)
    {
        public TimeSpan Time => Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : EndsAt - StartsAt;
    }
}

/// <summary>From a day to a day, both included, by the clocks of a zone.</summary>
public sealed record Period(DateOnly From, DateOnly To, TimeZoneInfo Zone)
{
    /// <summary>The first instant.</summary>
    public DateTimeOffset Begins => Midnight(From);

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset Ends => Midnight(To.AddDays(1));

    // Where a clock change takes the hour of midnight away, the day begins as if it had not.
    private DateTimeOffset Midnight(DateOnly day)
    {
        var wall = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(wall, Zone.GetUtcOffset(wall)).ToUniversalTime();
    }
}

/// <summary>What one gave to an organisation.</summary>
public sealed record OrganisationHours(OrganisationRef Organisation, int Shifts, TimeSpan Time);

/// <summary>What somebody gave to an organisation.</summary>
public sealed record PersonHours(string Organisation, string Name, int Shifts, TimeSpan Time);
