using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>Holds places for a group: all that were asked for, or none.</summary>
public sealed class PartyHolding(Retry retry, Placement placement, PartyLinks links, ShiftHints hints, TimeProvider clock)
{
    private const int MostAsked = 1000;

    // What the leader is asked is what does not concern the work itself: each person who claims a place is asked everything.
    private static readonly HashSet<ObstacleKind> Matters =
    [
        ObstacleKind.NotSignedIn, ObstacleKind.AddressNotConfirmed, ObstacleKind.Suspended, ObstacleKind.NotPublished, ObstacleKind.ShiftCancelled,
        ObstacleKind.AlreadyStarted, ObstacleKind.NotOpenYet, ObstacleKind.MembershipNeeded, ObstacleKind.InvitationNeeded,
    ];

    /// <summary>What stands in a leader's way on a position, whatever the number of places.</summary>
    public static IEnumerable<HoldFault> Check(Person person, PositionFacts position, DateTimeOffset now)
    {
        var protectedFrom = position.PointIsProtected && !person.IsMemberOf(position.Organisation.Id) && !person.IsKnownAt(position.Organisation.Id);
        if (protectedFrom)
        {
            yield return new(HoldFaultKind.NotKnown);
        }

        foreach (var obstacle in Eligibility.Check(person, position, now).Where(o => Matters.Contains(o.Kind)))
        {
            yield return new(HoldFaultKind.Hindered, position.PositionId) { Obstacle = obstacle };
        }

        if (position.StartsAt > now && position.StartsAt - now <= Party.FreedBefore)
        {
            yield return new(HoldFaultKind.TooSoon, position.PositionId);
        }
    }

    /// <summary>Makes a group. The same form sent again makes no other. No faults and no group: nothing of it is for this person.</summary>
    public async Task<HoldOutcome> HoldAsync(Guid leaderId, PartyPlan plan, CancellationToken cancellationToken)
    {
        var name = TypedText.Line(plan.Name);
        List<HoldFault> faults =
        [
            .. !TypedText.IsReadable(plan.Name) ? [new HoldFault(HoldFaultKind.NameUnreadable)]
                : name.Length == 0 ? [new HoldFault(HoldFaultKind.NameMissing)]
                : name.Length > Party.NameLength ? [new HoldFault(HoldFaultKind.NameTooLong) { Number = Party.NameLength }]
                : Array.Empty<HoldFault>(),
        ];
        return await RunAsync(plan.Wishes, (db, wishes, token) => HoldOnceAsync(db, leaderId, name, faults, wishes, plan.FormKey, token), cancellationToken);
    }

    /// <summary>Holds more places for a group, on its shifts or on others of the organisation. The same form sent again holds no more.</summary>
    public Task<HoldOutcome> AddAsync(Guid leaderId, Guid partyId, IReadOnlyList<PartyWish> wishes, Guid formKey, CancellationToken cancellationToken) =>
        RunAsync(wishes, (db, sorted, token) => AddOnceAsync(db, leaderId, partyId, sorted, formKey, token), cancellationToken);

    private async Task<HoldOutcome> RunAsync(
        IReadOnlyList<PartyWish> wishes, Func<PortalDbContext, List<PartyWish>, CancellationToken, Task<(HoldOutcome Outcome, IReadOnlyList<Guid> Shifts)>> once, CancellationToken cancellationToken)
    {
        // The lowest id first, as everybody locks them; and no number that would not fit where it is added up.
        var sorted = wishes.Where(w => w.Places > 0).GroupBy(w => w.PositionId).Select(g => new PartyWish(g.Key, Math.Min(g.Max(w => w.Places), MostAsked))).OrderBy(w => w.PositionId).ToList();
        var (outcome, shifts) = await retry.RunAsync((db, token) => once(db, sorted, token), cancellationToken);
        foreach (var shift in shifts)
        {
            hints.Changed(shift);
        }

        return outcome;
    }

    private async Task<(HoldOutcome Outcome, IReadOnlyList<Guid> Shifts)> HoldOnceAsync(
        PortalDbContext db, Guid leaderId, string name, List<HoldFault> nameFaults, List<PartyWish> wishes, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockSupporterAsync(leaderId, cancellationToken))
        {
            return (new(null), []);
        }

        if (await FormMade.FindAsync(db, FormMade.Party, leaderId, formKey, cancellationToken) is { } made)
        {
            return (new(made.Id), []);
        }

        var now = clock.GetUtcNow();
        var (positions, unseen, faults) = await LookAsync(db, leaderId, wishes, new Dictionary<Guid, int>(), now, cancellationToken);
        if (unseen)
        {
            return (new(null), []);
        }

        var open = await db.Parties.CountAsync(p => p.LeaderId == leaderId && p.DissolvedAt == null && db.PartyPlaces.Any(x => x.PartyId == p.Id && x.FreedAt == null && x.Shift!.EndsAt > now), cancellationToken);
        List<HoldFault> all = [.. nameFaults, .. open >= Party.MostOpen ? [new HoldFault(HoldFaultKind.TooManyParties) { Number = Party.MostOpen }] : Array.Empty<HoldFault>(), .. faults];
        if (all.Count > 0)
        {
            return (new(null) { Faults = Sorted(all) }, []);
        }

        var party = Party.Create(clock, links, leaderId, positions[0].Facts.Organisation.Id, name);
        db.Parties.Add(party);
        FormMade.Add(db, FormMade.Party, leaderId, formKey, party.Id, now);
        return await TakeAsync(db, party.Id, wishes, positions, now, transaction, cancellationToken);
    }

    private async Task<(HoldOutcome Outcome, IReadOnlyList<Guid> Shifts)> AddOnceAsync(
        PortalDbContext db, Guid leaderId, Guid partyId, List<PartyWish> wishes, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(leaderId, cancellationToken);
        var party = await db.Parties.AsNoTracking().FirstOrDefaultAsync(p => p.Id == partyId && p.LeaderId == leaderId, cancellationToken);
        if (party is null)
        {
            return (new(null), []);
        }

        if (await FormMade.FindAsync(db, FormMade.PartyPlaces, leaderId, formKey, cancellationToken) is { } made)
        {
            return (new(made.Id), []);
        }

        var now = clock.GetUtcNow();
        var has = await db.PartyPlaces.Where(p => p.PartyId == partyId && p.FreedAt == null).GroupBy(p => p.ShiftId).Select(g => new { g.Key, Places = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Places, cancellationToken);
        var (positions, unseen, faults) = await LookAsync(db, leaderId, wishes, has, now, cancellationToken);
        if (unseen)
        {
            return (new(null), []);
        }

        List<HoldFault> all =
        [
            .. party.DissolvedAt is not null ? [new HoldFault(HoldFaultKind.Dissolved)] : Array.Empty<HoldFault>(),
            .. positions.Exists(p => p.Facts.Organisation.Id != party.OrganisationId) ? [new HoldFault(HoldFaultKind.OtherOrganisation)] : Array.Empty<HoldFault>(),
            .. faults,
        ];
        if (all.Count > 0)
        {
            return (new(null) { Faults = Sorted(all) }, []);
        }

        FormMade.Add(db, FormMade.PartyPlaces, leaderId, formKey, partyId, now);
        return await TakeAsync(db, partyId, wishes, positions, now, transaction, cancellationToken);
    }

    /// <summary>Locks the positions, the lowest id first, and says all that stands in the way.</summary>
    private async Task<(List<PositionRow> Positions, bool Unseen, List<HoldFault> Faults)> LookAsync(
        PortalDbContext db, Guid leaderId, List<PartyWish> wishes, IReadOnlyDictionary<Guid, int> has, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (wishes.Count is 0 or > Party.MostShifts * Shift.MostPositions)
        {
            // Nobody makes the portal lock and read more than a group could ever have.
            return ([], false, [wishes.Count == 0 ? new(HoldFaultKind.NothingChosen) : new(HoldFaultKind.TooManyShifts) { Number = Party.MostShifts }]);
        }

        var positions = new List<PositionRow>();
        var person = await PersonQueries.FindAsync(db, leaderId, now, cancellationToken);
        foreach (var wish in wishes)
        {
            await placement.LockAsync(db, wish.PositionId, cancellationToken);
            if (await PositionRow.FindAsync(db, wish.PositionId, cancellationToken) is not { } position || !BookingService.IsShown(position.Facts, position.Facts.ShiftId, person))
            {
                return ([], true, []);
            }

            positions.Add(position);
        }

        var faults = new List<HoldFault>();
        foreach (var (wish, position) in wishes.Zip(positions))
        {
            faults.AddRange(Check(person!, position.Facts, now));
            var free = Math.Max(0, position.Facts.Capacity - position.Facts.Held - position.Facts.Reserved);
            if (wish.Places > free)
            {
                faults.Add(new(HoldFaultKind.NotEnough, wish.PositionId) { Number = free });
            }
        }

        var asked = wishes.Zip(positions).GroupBy(x => x.Second.Facts.ShiftId).ToDictionary(g => g.Key, g => g.Sum(x => x.First.Places));
        faults.AddRange(asked.Where(a => a.Value + has.GetValueOrDefault(a.Key) > Party.MostPlaces)
            .Select(a => new HoldFault(HoldFaultKind.TooMany, positions.Find(p => p.Facts.ShiftId == a.Key)!.Facts.PositionId) { Number = Party.MostPlaces }));
        if (asked.Keys.Union(has.Keys).Count() > Party.MostShifts)
        {
            faults.Add(new(HoldFaultKind.TooManyShifts) { Number = Party.MostShifts });
        }

        if (positions.DistinctBy(p => p.Facts.Organisation.Id).Count() > 1)
        {
            faults.Add(new(HoldFaultKind.OtherOrganisation));
        }

        return (positions, false, faults);
    }

    private async Task<(HoldOutcome Outcome, IReadOnlyList<Guid> Shifts)> TakeAsync(
        PortalDbContext db, Guid partyId, List<PartyWish> wishes, List<PositionRow> positions, DateTimeOffset now,
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var (wish, position) in wishes.Zip(positions))
        {
            // The rows are locked, so that this is what was just seen; what counts is still the statement.
            if (!await placement.HoldAsync(db, wish.PositionId, wish.Places, now, cancellationToken))
            {
                throw new DbUpdateConcurrencyException("The places of a group changed while they were taken.");
            }

            db.PartyPlaces.AddRange(Enumerable.Range(0, wish.Places).Select(_ => PartyPlace.Hold(clock, partyId, position.Facts.ShiftId, wish.PositionId)));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (new(partyId), [.. positions.Select(p => p.Facts.ShiftId).Distinct()]);
    }

    private static List<HoldFault> Sorted(IEnumerable<HoldFault> faults) => [.. faults.Distinct().OrderBy(f => f.Kind)];
}
