using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Rota;

/// <summary>Reads the coordinator's rota, for organisers of the organisation only.</summary>
public sealed class RotaQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The most rows of the grid.</summary>
    public const int MostPeople = 200;

    private static readonly BookingState[] Sure = [BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn, BookingState.Completed];

    /// <summary>Seven days, in six commands however many people there are. Null for somebody who organises nothing, or not this.</summary>
    /// <param name="slug">The organisation; null for the first.</param>
    /// <param name="first">The day they begin with.</param>
    public async Task<RotaWeek?> WeekAsync(Guid actorId, string? slug, DateOnly first, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = await MineAsync(actorId, now, cancellationToken);
        if (Chosen(mine, slug) is not { } organisation)
        {
            return null;
        }

        var (from, to) = (StartOf(first, zone), StartOf(first.AddDays(7), zone));
        var members = await db.Memberships.AsNoTracking()
            .Where(m => m.OrganisationId == organisation.Id && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new { s.Id, s.DisplayName, MembershipId = (Guid?)m.Id, m.StandingDays })
            .OrderBy(m => m.DisplayName).ThenBy(m => m.Id).Take(MostPeople + 1)
            .ToListAsync(cancellationToken);
        var places = await db.Bookings.AsNoTracking()
            .Where(b => b.Shift!.OrganisationId == organisation.Id && b.Shift.Status == ShiftStatus.Published && b.Shift.StartsAt >= from && b.Shift.StartsAt < to && BookingStates.Holding.Contains(b.State))
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new { s.Id, s.DisplayName, b.ShiftId, Activity = b.Shift!.Activity!.Name, Position = b.Position!.Name, b.Shift.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone, b.State })
            .OrderBy(b => b.StartsAt).ThenBy(b => b.ShiftId)
            .ToListAsync(cancellationToken);
        // One command for what each day has and lacks and for who leads: a lead has a duty without having a place.
        var shifts = await db.Shifts.AsNoTracking()
            .Where(s => s.OrganisationId == organisation.Id && s.Status == ShiftStatus.Published && s.StartsAt >= from && s.StartsAt < to)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Id,
                Activity = s.Activity!.Name,
                s.StartsAt,
                s.EndsAt,
                s.TimeZone,
                s.LeadId,
                Lead = db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault(),
                Missing = s.Positions.Where(p => p.Held < p.Minimum).Sum(p => p.Minimum - p.Held),
            })
            .ToListAsync(cancellationToken);
        var led = shifts.Where(s => s.Lead is not null).ToLookup(s => s.LeadId!.Value);
        var guests = places.Select(p => (p.Id, p.DisplayName)).Concat(led.Select(l => (Id: l.Key, DisplayName: l.First().Lead!))).Distinct()
            .Where(p => members.TrueForAll(m => m.Id != p.Id))
            .Select(p => new { p.Id, p.DisplayName, MembershipId = (Guid?)null, StandingDays = StandingDays.None });
        var people = members.Concat(guests).OrderBy(p => p.DisplayName, StringComparer.CurrentCultureIgnoreCase).ThenBy(p => p.Id).Take(MostPeople).ToList();
        var ids = people.ConvertAll(p => p.Id);
        var elsewhere = (await db.Bookings.AsNoTracking()
            .Where(b => ids.Contains(b.SupporterId) && b.Shift!.OrganisationId != organisation.Id && b.Shift.Status == ShiftStatus.Published && b.Shift.StartsAt < to && b.Shift.EndsAt > from && BookingStates.Holding.Contains(b.State))
            .Select(b => new { b.SupporterId, b.Shift!.StartsAt, b.Shift.EndsAt })
            .ToListAsync(cancellationToken)).ToLookup(b => b.SupporterId);
        var last = first.AddDays(6);
        var stays = (await db.Stays.AsNoTracking().Where(s => ids.Contains(s.SupporterId) && s.FirstDay <= last && s.LastDay >= first)
            .Select(s => new { s.SupporterId, s.FirstDay, s.LastDay }).ToListAsync(cancellationToken)).ToLookup(s => s.SupporterId);
        var placed = places.ToLookup(p => p.Id);
        var days = Enumerable.Range(0, 7).Select(first.AddDays).ToList();
        return new(organisation, mine, first, zone, now)
        {
            HasMore = members.Count > MostPeople,
            Planned = days.ConvertAll(d => shifts.Exists(s => s.StartsAt > now && WallTime.DayOf(s.StartsAt, WallTime.Zone(s.TimeZone)) == d)),
            Missing = days.ConvertAll(d => shifts.Where(s => WallTime.DayOf(s.StartsAt, WallTime.Zone(s.TimeZone)) == d).Sum(s => s.Missing)),
            People = people.ConvertAll(person => new RotaPerson(person.Id, person.DisplayName, person.MembershipId, person.StandingDays, days.ConvertAll(d => new RotaCell(
                d,
                [
                    .. placed[person.Id]
                        .Select(p => new RotaPlace(p.ShiftId, p.Activity, p.Position, p.StartsAt, p.EndsAt, WallTime.Zone(p.TimeZone), Sure.Contains(p.State), led[person.Id].Any(s => s.Id == p.ShiftId)))
                        .Concat(led[person.Id].Where(s => !placed[person.Id].Any(p => p.ShiftId == s.Id)).Select(s => new RotaPlace(s.Id, s.Activity, null, s.StartsAt, s.EndsAt, WallTime.Zone(s.TimeZone), IsSure: true, Leads: true)))
                        .Where(p => WallTime.DayOf(p.StartsAt, p.Zone) == d)
                        .OrderBy(p => p.StartsAt),
                ],
                elsewhere[person.Id].Any(b => RemoteTask.Collide((b.StartsAt, b.EndsAt), (StartOf(d, zone), StartOf(d.AddDays(1), zone)))),
                person.StandingDays.Include(d),
                stays[person.Id].Any(s => s.FirstDay <= d && s.LastDay >= d))))),
        };
    }

    /// <summary>What one person could be put on that day. Null where the reader does not organise it, or the person is nobody it may put on shifts.</summary>
    public async Task<RotaDay?> DayAsync(Guid actorId, string? slug, Guid supporterId, DateOnly day, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (supporterId == actorId || Chosen(await MineAsync(actorId, now, cancellationToken), slug) is not { } organisation)
        {
            return null;
        }

        var name = await db.Supporters.Where(s => s.Id == supporterId && Assignments.Candidates(db, organisation.Id, now).Contains(s.Id)).Select(s => s.DisplayName).FirstOrDefaultAsync(cancellationToken);
        if (name is null)
        {
            return null;
        }

        var (from, to) = (StartOf(day, zone), StartOf(day.AddDays(1), zone));
        var shifts = await db.Shifts.AsNoTracking()
            .Where(s => s.OrganisationId == organisation.Id && s.Status == ShiftStatus.Published && s.StartsAt >= from && s.StartsAt < to && s.StartsAt > now)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new { s.Id, Activity = s.Activity!.Name, Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).Select(p => p.Id).ToList() })
            .ToListAsync(cancellationToken);
        var person = (await PersonQueries.FindAsync(db, supporterId, now, cancellationToken))!;
        var choices = new List<RotaChoice>();
        foreach (var row in await PositionRow.ManyAsync(db, [.. shifts.SelectMany(s => s.Positions)], cancellationToken))
        {
            var (position, facts) = (row.Position, row.Facts);
            var shift = shifts.Find(s => s.Id == facts.ShiftId)!;
            choices.Add(new(
                facts.ShiftId, shift.Activity, facts.StartsAt, facts.EndsAt, facts.Zone, new(position.Id, position.Name, position.Held, position.Capacity),
                new(supporterId, name, person.Speaks, Assignments.Obstacles(person, facts, now))));
        }

        var order = shifts.SelectMany(s => s.Positions).ToList();
        return new(supporterId, name, organisation, day, [.. choices.OrderBy(c => order.IndexOf(c.Position.Id))], now);
    }

    /// <summary>Seven days for the wall. Null where the reader does not organise it.</summary>
    public async Task<WallWeek?> WallAsync(Guid actorId, string? slug, DateOnly first, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (Chosen(await MineAsync(actorId, now, cancellationToken), slug) is not { } organisation)
        {
            return null;
        }

        var (from, to) = (StartOf(first, zone), StartOf(first.AddDays(7), zone));
        var shifts = await db.Shifts.AsNoTracking()
            .Where(s => s.OrganisationId == organisation.Id && s.Status == ShiftStatus.Published && s.StartsAt >= from && s.StartsAt < to)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                Activity = s.Activity!.Name,
                s.StartsAt,
                s.EndsAt,
                s.TimeZone,
                Lead = db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault(),
                Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).Select(p => new
                {
                    p.Name,
                    p.Held,
                    p.Minimum,
                    People = db.Bookings.Where(b => b.PositionId == p.Id && Sure.Contains(b.State))
                        .Join(db.Supporters, b => b.SupporterId, x => x.Id, (b, x) => x.DisplayName).OrderBy(n => n).ToList(),
                }).ToList(),
            })
            .AsSingleQuery()
            .ToListAsync(cancellationToken);
        return new(organisation, first, shifts.ConvertAll(s => new WallShift(
            s.Activity, s.StartsAt, s.EndsAt, WallTime.Zone(s.TimeZone), s.Lead, s.Positions.ConvertAll(p => new WallPosition(p.Name, p.People, s.EndsAt <= now ? 0 : Math.Max(0, p.Minimum - p.Held))))), now);
    }

    /// <summary>On which days a member is usually there. Null where the reader does not organise it.</summary>
    public async Task<StandingMember?> StandingAsync(Guid actorId, Guid membershipId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Memberships.AsNoTracking()
            .Where(m => m.Id == membershipId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now) && db.OrganisedBy(actorId, now).Contains(m.OrganisationId))
            .Select(m => new StandingMember(m.Id, db.Supporters.Where(s => s.Id == m.SupporterId).Select(s => s.DisplayName).First(), m.Organisation!.Slug, m.StandingDays))
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static OrganisationRef? Chosen(IReadOnlyList<OrganisationRef> mine, string? slug) => mine.FirstOrDefault(o => slug is null || o.Slug == slug);

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) => WallTime.ToInstant(day.ToDateTime(TimeOnly.MinValue), zone).At;

    private async Task<IReadOnlyList<OrganisationRef>> MineAsync(Guid actorId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.WrittenForBy(actorId, now).ToListAsync(cancellationToken);
}
