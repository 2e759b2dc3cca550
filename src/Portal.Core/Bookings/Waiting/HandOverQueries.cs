using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>Reads a place that its holder offers to the reader.</summary>
public sealed class HandOverQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The shift of a place that the reader has taken over; null where they have not.</summary>
    public async Task<Guid?> TakenAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken) =>
        (await HandOvers.TakenAsync(db, supporterId, bookingId, cancellationToken)).ShiftId;

    /// <summary>The place and what stands in the reader's way; null where none is offered, or the reader may not see the shift.</summary>
    public async Task<HandedPlace?> FindAsync(Guid supporterId, Guid bookingId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await HandOvers.OfferedTo(db, supporterId, now).AnyAsync(b => b.Id == bookingId, cancellationToken) is false
            || await LetterFacts.FindAsync(db, bookingId, cancellationToken) is not { } facts)
        {
            return null;
        }

        var position = (await PositionRow.FindAsync(db, facts.PositionId, cancellationToken))!.Facts;
        var person = (await PersonQueries.FindAsync(db, supporterId, now, cancellationToken))!;
        return !BookingService.IsShown(position, facts.ShiftId, person)
            ? null
            : new(bookingId, facts.ShiftId, facts.Who, facts.Organisation, facts.Activity, facts.Position, facts.Area)
            {
                StartsAt = facts.StartsAt,
                EndsAt = facts.EndsAt,
                Zone = facts.Zone,
                AsOf = now,
                NeedsAnswer = Placement.NeedsAnswer(person, position),
                AnsweredBy = Placement.AnswerTime(now, facts.StartsAt),
                Obstacles = Eligibility.ForGiven(person, position, now),
            };
    }
}

/// <summary>A place that its holder offers to the reader.</summary>
/// <param name="Holder">Whose it is, by display name.</param>
/// <param name="Area">The public area; null for remote work.</param>
public sealed record HandedPlace(Guid BookingId, Guid ShiftId, string Holder, string Organisation, LocalText Activity, LocalText Position, LocalText? Area)
{
    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The moment it was read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether an organiser answers first.</summary>
    public required bool NeedsAnswer { get; init; }

    /// <summary>By when, if so.</summary>
    public required DateTimeOffset AnsweredBy { get; init; }

    /// <summary>All that stands in the reader's way.</summary>
    public required IReadOnlyList<Obstacle> Obstacles { get; init; }
}
