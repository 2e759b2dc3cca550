using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>Reads groups: for their leaders, for those who have their links, and for those who run the shifts.</summary>
public sealed class PartyQueries(PortalDbContext db, PartyLinks links, QualificationNames kinds, ComingShifts coming, TimeProvider clock)
{
    /// <summary>What somebody can hold places of who comes from the page of a shift, from the shared snapshot; null where they may not see it.</summary>
    public async Task<PartyOffer?> OfferAsync(Guid shiftId, Person leader, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var snapshot = await coming.CurrentAsync(cancellationToken);
        if (snapshot.Find(shiftId) is not { } asked || !ShiftVisibility.Allows(leader, asked))
        {
            return null;
        }

        return new(asked.Organisation, [asked, .. Others(snapshot, asked.Organisation.Id, [shiftId], leader, now)], [.. FaultsOf(asked, leader, now).Distinct().OrderBy(f => f.Kind)], now);
    }

    /// <summary>Which other shifts somebody can take a group to that they lead, from the shared snapshot and in one command; null where there is no such group of theirs, or it was dissolved.</summary>
    public async Task<(string Name, PartyOffer Offer)?> MoreAsync(Guid partyId, Person leader, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var party = await db.Parties.AsNoTracking().Where(p => p.Id == partyId && p.LeaderId == leader.Id && p.DissolvedAt == null)
            .Select(p => new
            {
                p.Name,
                Organisation = db.Organisations.Where(o => o.Id == p.OrganisationId).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).First(),
                Shifts = db.PartyPlaces.Where(x => x.PartyId == p.Id && x.FreedAt == null).Select(x => x.ShiftId).ToList(),
            })
            .AsSingleQuery().FirstOrDefaultAsync(cancellationToken);
        return party is null ? null
            : (party.Name, new(party.Organisation, [.. Others(await coming.CurrentAsync(cancellationToken), party.Organisation.Id, party.Shifts, leader, now)], [], now));
    }

    private static IEnumerable<ComingShift> Others(ShiftSnapshot snapshot, Guid organisationId, IReadOnlyCollection<Guid> but, Person leader, DateTimeOffset now) =>
        snapshot.Shifts.Where(s => !but.Contains(s.Id) && s.Organisation.Id == organisationId && ShiftVisibility.Allows(leader, s) && s.Free > 0 && !FaultsOf(s, leader, now).Any()).Take(PartyOffer.MostOthers);

    private static IEnumerable<HoldFault> FaultsOf(ComingShift shift, Person leader, DateTimeOffset now) =>
        shift.Positions.SelectMany(p => PartyHolding.Check(leader, shift.FactsOf(p), now)).Select(f => f with { PositionId = null });

    /// <summary>A group that one leads, in three commands; null where there is no such group of this person.</summary>
    public async Task<PartyPage?> FindAsync(Guid leaderId, Guid partyId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var party = await db.Parties.AsNoTracking().Where(p => p.Id == partyId && p.LeaderId == leaderId)
            .Select(p => new { p.Name, p.LinkNumber, p.TokenHash, p.DissolvedAt, Organisation = db.Organisations.Where(o => o.Id == p.OrganisationId).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).First() })
            .FirstOrDefaultAsync(cancellationToken);
        if (party is null)
        {
            return null;
        }

        var places = await db.PartyPlaces.AsNoTracking().Where(p => p.PartyId == partyId).OrderBy(p => p.ClaimedAt).ThenBy(p => p.Id)
            .Select(p => new
            {
                p.PositionId,
                Unclaimed = p.ClaimedAt == null && p.FreedAt == null,
                Freed = p.FreedAt != null,
                State = db.Bookings.Where(b => b.Id == p.BookingId).Select(b => (BookingState?)b.State).FirstOrDefault(),
                Who = db.Bookings.Where(b => b.Id == p.BookingId).Join(db.Supporters, b => b.SupporterId, s => s.Id, (_, s) => s.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var shifts = await db.Shifts.AsNoTracking().AsSingleQuery().Where(s => db.PartyPlaces.Any(p => p.PartyId == partyId && p.ShiftId == s.Id)).OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new
            {
                s.Id,
                Activity = s.Activity!.Name,
                Area = (LocalText?)s.Site!.Area,
                s.StartsAt,
                s.EndsAt,
                s.TimeZone,
                s.Status,
                IsMine = db.Bookings.Any(b => b.ShiftId == s.Id && b.SupporterId == leaderId && BookingStates.Holding.Contains(b.State)),
                Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name, Free = p.Capacity - p.Held - p.Reserved }).ToList(),
            })
            .ToListAsync(cancellationToken);
        var byPosition = places.ToLookup(p => p.PositionId);
        return new(partyId, party.Name, party.Organisation, party.DissolvedAt is null ? links.Of(partyId, party.LinkNumber, party.TokenHash) : null, now)
        {
            Shifts = shifts.ConvertAll(s => new PartyShift(s.Id, s.Activity, s.Area, s.StartsAt, s.EndsAt, WallTime.Zone(s.TimeZone), s.Status)
            {
                IsMine = s.IsMine,
                Positions = s.Positions.ConvertAll(p => new PartyPosition(
                    p.Id, p.Name, Math.Max(0, p.Free), byPosition[p.Id].Count(x => x.Unclaimed), byPosition[p.Id].Count(x => x.Freed),
                    [.. byPosition[p.Id].Where(x => x.State is not null).Select(x => new PartyMember(x.Who!, x.State!.Value))])),
            }),
        };
    }

    /// <summary>The groups that one leads and whose shifts are not over, the next first, and those that were dissolved before their last shift, in one command.</summary>
    public async Task<IReadOnlyList<LedParty>> LedAsync(Guid leaderId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var places = await db.PartyPlaces.AsNoTracking()
            .Where(p => p.Party!.LeaderId == leaderId && p.Shift!.Status == ShiftStatus.Published
                && (p.Party.DissolvedAt == null ? p.FreedAt == null && p.Shift.EndsAt > now : p.Shift.StartsAt > now))
            .Select(p => new { p.PartyId, p.Party!.Name, Organisation = p.Shift!.Organisation!.Name, Claimed = p.ClaimedAt != null, IsDissolved = p.Party.DissolvedAt != null, p.Shift.StartsAt, p.Shift.TimeZone })
            .ToListAsync(cancellationToken);
        return [.. places.GroupBy(p => p.PartyId)
            .Select(g => (Next: g.MinBy(p => p.StartsAt)!, All: g))
            .OrderBy(g => g.Next.StartsAt).ThenBy(g => g.All.Key)
            .Select(g => new LedParty(g.All.Key, g.Next.Name, g.Next.Organisation, g.All.Count(p => p.Claimed), g.All.Count(p => !p.Claimed), g.Next.StartsAt, WallTime.Zone(g.Next.TimeZone)) { IsDissolved = g.Next.IsDissolved })];
    }

    /// <summary>What a link leads to, as far as this person (null: nobody signed in) may see it, in two commands; null where it is none, or good no longer.</summary>
    public async Task<PartyInvitation?> InvitationAsync(string token, Person? person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hash = PartyLinks.HashOf(token);
        var places = await db.PartyPlaces.AsNoTracking()
            .Where(p => p.Party!.TokenHash == hash && p.Party.DissolvedAt == null && p.Shift!.Status == ShiftStatus.Published)
            .Select(p => new
            {
                p.PositionId,
                p.Party!.Name,
                Leader = db.Supporters.Where(s => s.Id == p.Party.LeaderId).Select(s => s.DisplayName).First(),
                Activity = p.Shift!.Activity!.Name,
                Area = (LocalText?)p.Shift.Site!.Area,
                Left = p.ClaimedAt == null && p.FreedAt == null,
                p.BookingId,
            })
            .ToListAsync(cancellationToken);
        var ids = places.Select(p => p.PositionId).Distinct().ToList();
        var facts = await PositionRow.ManyAsync(db, ids, cancellationToken);
        var shifts = facts.Where(f => PartyClaims.IsOpen(f.Facts.StartsAt, now)).GroupBy(f => f.Facts.ShiftId).ToList();
        if (shifts.Count == 0)
        {
            return null;
        }

        var seen = shifts.FindAll(s => s.First().Facts is var one && ShiftVisibility.Allows(person, one.Visibility, one.Organisation.Id, s.Key));
        var byPosition = places.ToLookup(p => p.PositionId);
        var invitation = new PartyInvitation(places[0].Name, places[0].Leader, shifts[0].First().Facts.Organisation, now)
        {
            Hidden = shifts.Count - seen.Count,
            Shifts = [.. seen.Select(s =>
            {
                var (one, about) = (s.First().Facts, byPosition[s.First().Position.Id].First());
                var own = person?.BookingOn(s.Key);
                return new InvitedShift(s.Key, about.Activity, about.Area, one.StartsAt, one.EndsAt, one.Zone)
                {
                    Mine = own is not null && s.Any(p => byPosition[p.Position.Id].Any(x => x.BookingId == own.BookingId)) ? own.State : null,
                    Positions = [.. s.OrderBy(p => p.Position.Order).ThenBy(p => p.Position.Id).Select(p => new InvitedPosition(
                        p.Position.Id, p.Position.Name, byPosition[p.Position.Id].Count(x => x.Left), Eligibility.ForGiven(person, p.Facts, now), Placement.NeedsAnswer(person, p.Facts)))],
                };
            }).OrderBy(s => s.StartsAt).ThenBy(s => s.Id)],
        };
        return facts.Exists(f => f.Facts.Qualifications.Count > 0) ? invitation with { Kinds = await kinds.AllAsync(cancellationToken) } : invitation;
    }

    /// <summary>What groups hold unclaimed on a shift, in one command. For those who run it: the caller has made sure.</summary>
    public async Task<IReadOnlyList<HeldForParty>> HeldOnAsync(Guid shiftId, CancellationToken cancellationToken) =>
        [.. (await db.PartyPlaces.AsNoTracking().Where(PartyPlace.IsUnclaimed).Where(p => p.ShiftId == shiftId)
            .GroupBy(p => new { p.PartyId, p.PositionId, p.Party!.Name, p.Party.LeaderId })
            .Select(g => new { g.Key, Places = g.Count(), Leader = db.Supporters.Where(s => s.Id == g.Key.LeaderId).Select(s => s.DisplayName).First() })
            .ToListAsync(cancellationToken))
            .OrderBy(g => g.Key.PartyId).Select(g => new HeldForParty(g.Key.PartyId, g.Key.PositionId, g.Key.Name, g.Leader, g.Places))];
}
