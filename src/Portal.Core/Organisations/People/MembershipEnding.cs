using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.People;

/// <summary>
/// Ends memberships. No place goes without a word: whoever ends one has seen which coming bookings need it, says whether they stay,
/// and the person is told what became of each.
/// </summary>
public sealed class MembershipEnding(Retry retry, Placement placement, PlaceGuard guard, Promotion promotion, LastOrganiser last, Outbox outbox, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    internal const string Template = "membership-ended";
    private const string Action = "membership.end";
    private const string Why = "membership-ended";

    /// <summary>Ends a membership, one's own or as an organiser another's. The last organiser stays until there is another.</summary>
    public async Task<EndMembershipResult> EndAsync(Guid actorId, Guid membershipId, EndTerms terms, CancellationToken cancellationToken)
    {
        var (result, freed, shifts) = await retry.RunAsync((db, token) => EndOnceAsync(db, actorId, membershipId, terms, token), cancellationToken);
        if (result == EndMembershipResult.Ended)
        {
            bell.Ring();
        }

        foreach (var shift in shifts)
        {
            hints.Changed(shift);
        }

        foreach (var position in freed)
        {
            await promotion.RunAsync(position, cancellationToken);
        }

        return result;
    }

    private async Task<Done> EndOnceAsync(PortalDbContext db, Guid actorId, Guid membershipId, EndTerms terms, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var mine = db.Memberships.Where(m => m.Id == membershipId && (m.SupporterId == actorId || db.OrganisedBy(actorId, now).Contains(m.OrganisationId)));
        if (await mine.Select(m => new { m.OrganisationId, m.SupporterId }).FirstOrDefaultAsync(cancellationToken) is not { } known)
        {
            return new(EndMembershipResult.NotFound);
        }

        await db.LockOrganisersAsync(known.OrganisationId, cancellationToken);
        await db.LockSupporterAsync(known.SupporterId, cancellationToken);
        // Read behind the locks: whoever waited for another may have stopped organising meanwhile.
        if (await mine.FirstOrDefaultAsync(cancellationToken) is not { } membership)
        {
            return new(EndMembershipResult.NotFound);
        }

        if (membership.State == MembershipState.Ended)
        {
            return new(EndMembershipResult.Ended);
        }

        if (membership is { Role: MembershipRole.Organiser, State: MembershipState.Active } && !await db.OthersOrganiseAsync(membership, now, cancellationToken))
        {
            return new(EndMembershipResult.LastOrganiser);
        }

        var bookings = await LockedAsync(db, membership, now, cancellationToken);
        if (bookings.Count > 0 && terms.TakesBack is null)
        {
            return new(EndMembershipResult.NotChosen);
        }

        if (!bookings.Select(b => b.Id).ToHashSet().SetEquals(terms.Seen))
        {
            return new(EndMembershipResult.BookingsChanged);
        }

        var freed = terms.TakesBack == true ? await TakeBackAsync(db, bookings, actorId, now, cancellationToken) : [];
        (membership.State, membership.EndsAt, membership.Word, membership.MayBeAssigned) = (MembershipState.Ended, now, null, false);
        await db.StopLeadingAsync(membership, cancellationToken);
        await TellAsync(db, actorId, membership, bookings, terms, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (await last.HoldAsync(db, membership.OrganisationId, now, cancellationToken))
        {
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new(EndMembershipResult.Ended, freed, terms.TakesBack == true ? [.. bookings.Select(b => b.ShiftId).Distinct()] : []);
    }

    /// <summary>The bookings that need the membership, read once nobody can change them any more.</summary>
    private static async Task<List<Booking>> LockedAsync(PortalDbContext db, Membership membership, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var coming = db.ComingOf(membership.SupporterId, membership.OrganisationId, now).NeedingMembership();
        IReadOnlyCollection<Guid> shifts = await coming.Select(b => b.ShiftId).Distinct().ToListAsync(cancellationToken);
        await db.LockPositionsAsync(shifts, cancellationToken);
        return await coming.Include(b => b.Shift).OrderBy(b => b.Id).ToListAsync(cancellationToken);
    }

    private async Task<List<Guid>> TakeBackAsync(PortalDbContext db, List<Booking> bookings, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var freed = new List<Guid>();
        foreach (var booking in bookings)
        {
            var before = booking.State;
            booking.TryChange(actorId == booking.SupporterId ? BookingState.CancelledByVolunteer : BookingState.CancelledByOrganiser, actorId, clock, Why);
            if (before == BookingState.SeekingCover)
            {
                await guard.SeekAsync(db, booking.PositionId, -1, cancellationToken);
            }

            if (before.HoldsPlace() && await placement.FreeAsync(db, booking, booking.Shift!.StartsAt, now, cancellationToken))
            {
                freed.Add(booking.PositionId);
            }
        }

        return freed;
    }

    private async Task TellAsync(PortalDbContext db, Guid actorId, Membership membership, List<Booking> bookings, EndTerms terms, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = Action,
            SubjectId = membership.SupporterId,
            OrganisationId = membership.OrganisationId,
            Detail = $"{membership.Role}; bookings {(terms.TakesBack == true ? "taken back" : "kept")}: {bookings.Count}",
        });
        if (membership.SupporterId == actorId && bookings.Count == 0)
        {
            return;
        }

        var language = await db.Supporters.Where(s => s.Id == membership.SupporterId).Select(s => s.Language).FirstAsync(cancellationToken);
        outbox.Add(db, new($"{Template}:{membership.Id}:{Ids.New(clock)}", MailPriority.Booking, Template, language)
        {
            SupporterId = membership.SupporterId,
            Data = new EndedLetterData(membership.Id, terms.TakesBack == true, [.. bookings.Select(b => b.Id)]),
        });
    }

    private sealed record Done(EndMembershipResult Result, IReadOnlyList<Guid> Freed, IReadOnlyList<Guid> Shifts)
    {
        public Done(EndMembershipResult result)
            : this(result, [], [])
        {
        }
    }
}

/// <summary>On which terms a membership ends.</summary>
/// <param name="TakesBack">Whether the coming bookings that need it are taken back; otherwise they stay. Null where nothing was said, which will do only where there are none.</param>
/// <param name="Seen">Those bookings, as they were seen.</param>
public sealed record EndTerms(bool? TakesBack, IReadOnlyCollection<Guid> Seen);

/// <summary>What a letter about the end of a membership needs: what became of which bookings.</summary>
internal sealed record EndedLetterData(Guid MembershipId, bool TookBack, IReadOnlyList<Guid> Bookings);

/// <summary>How ending a membership ended.</summary>
public enum EndMembershipResult
{
    /// <summary>It is over.</summary>
    Ended,

    /// <summary>Nobody would be left who organises.</summary>
    LastOrganiser,

    /// <summary>There are bookings that need it, and nobody said what becomes of them.</summary>
    NotChosen,

    /// <summary>The bookings that need it are others than were seen.</summary>
    BookingsChanged,

    /// <summary>There is no such membership, or it is not this person's to end.</summary>
    NotFound,
}
