using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>Turns a place of a group into a booking, by its link or by its leader. The person is checked as everyone; only "full" does not matter, for the place is held already.</summary>
public sealed class PartyClaims(Retry retry, Placement placement, PartyGuard guard, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Whether places of a shift may still be claimed: until they are freed.</summary>
    public static bool IsOpen(DateTimeOffset startsAt, DateTimeOffset now) => startsAt - now > Party.FreedBefore;

    /// <summary>Claims a place by link.</summary>
    public Task<ClaimOutcome> ClaimAsync(Guid supporterId, string token, Guid positionId, CancellationToken cancellationToken)
    {
        var hash = PartyLinks.HashOf(token);
        return RunAsync(supporterId, db => db.Parties.Where(p => p.TokenHash == hash), positionId, cancellationToken);
    }

    /// <summary>Claims a place of a group that one leads.</summary>
    public Task<ClaimOutcome> ClaimOwnAsync(Guid leaderId, Guid partyId, Guid positionId, CancellationToken cancellationToken) =>
        RunAsync(leaderId, db => db.Parties.Where(p => p.Id == partyId && p.LeaderId == leaderId), positionId, cancellationToken);

    private async Task<ClaimOutcome> RunAsync(Guid supporterId, Func<PortalDbContext, IQueryable<Party>> which, Guid positionId, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => ClaimOnceAsync(db, supporterId, which(db), positionId, token), cancellationToken);
        if (outcome is { Result: ClaimResult.Confirmed or ClaimResult.Requested, ShiftId: { } claimed })
        {
            bell.Ring();
            hints.Changed(claimed);
        }

        return outcome;
    }

    private async Task<ClaimOutcome> ClaimOnceAsync(PortalDbContext db, Guid supporterId, IQueryable<Party> which, Guid positionId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.LockSupporterAsync(supporterId, cancellationToken)
            || await which.Where(p => db.PartyPlaces.Any(x => x.PartyId == p.Id && x.PositionId == positionId)).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellationToken) is not { } partyId)
        {
            return new(ClaimResult.NotFound);
        }

        // Locked before it is read: whoever frees or claims a place of it now has committed, or waits.
        await placement.LockAsync(db, positionId, cancellationToken);
        var position = await PositionRow.FindAsync(db, positionId, cancellationToken);
        var person = await PersonQueries.FindAsync(db, supporterId, now, cancellationToken);
        if (position is null || !BookingService.IsShown(position.Facts, position.Facts.ShiftId, person))
        {
            return new(ClaimResult.NotFound);
        }

        var outcome = await DecideAsync(db, person!, partyId, position, now, cancellationToken) with { ShiftId = position.Facts.ShiftId };
        if (outcome.Result is ClaimResult.Confirmed or ClaimResult.Requested)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return outcome;
    }

    private async Task<ClaimOutcome> DecideAsync(PortalDbContext db, Person person, Guid partyId, PositionRow position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = position.Facts;
        if (person.BookingOn(facts.ShiftId) is { } own && await db.PartyPlaces.AnyAsync(p => p.PartyId == partyId && p.BookingId == own.BookingId, cancellationToken))
        {
            return new(ClaimResult.Already);
        }

        var obstacles = Eligibility.ForGiven(person, facts, now);
        if (obstacles.Count > 0)
        {
            return new(ClaimResult.Refused) { Obstacles = obstacles };
        }

        if (!IsOpen(facts.StartsAt, now) || !await PartyGuard.Unclaimed(db, partyId, facts.PositionId).AnyAsync(cancellationToken))
        {
            return new(ClaimResult.Gone);
        }

        var booking = await placement.ClaimAsync(db, person, position, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await guard.TryClaimAsync(db, partyId, facts.PositionId, booking.Id, now, cancellationToken)
            ? new(booking.State == BookingState.Requested ? ClaimResult.Requested : ClaimResult.Confirmed)
            : new(ClaimResult.Gone);
    }
}

/// <summary>What came of claiming a place.</summary>
public sealed record ClaimOutcome(ClaimResult Result)
{
    /// <summary>The shift; null when nothing was found.</summary>
    public Guid? ShiftId { get; init; }

    /// <summary>All that stands in the way; empty unless refused.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];
}

/// <summary>How claiming a place ended.</summary>
public enum ClaimResult
{
    /// <summary>The place is the person's.</summary>
    Confirmed,

    /// <summary>The place is held until an organiser answers.</summary>
    Requested,

    /// <summary>The person has a place of this group on this shift.</summary>
    Already,

    /// <summary>Something stands in the way; the obstacles say what.</summary>
    Refused,

    /// <summary>All places are claimed, or were freed.</summary>
    Gone,

    /// <summary>There is no such group, or the shift is not shown to this person.</summary>
    NotFound,
}
