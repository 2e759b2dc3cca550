using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.CallOuts;

/// <summary>Reads call-outs for those who are asked, and for whoever got the link. It has no property for an exact place.</summary>
public sealed class CallOutQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly Expression<Func<CallOut, CallOutCard>> AsCard = c => new CallOutCard
    {
        Id = c.Id,
        Line = c.Line,
        Language = c.Language,
        ShiftId = c.ShiftId,
        PositionId = c.PositionId,
        Organisation = c.Shift!.Organisation!.Name,
        Activity = c.Shift.Activity!.Name,
        Position = c.Position!.Name,
        Area = c.Shift.Site!.Area,
        StartsAt = c.Shift.StartsAt,
        EndsAt = c.Shift.EndsAt,
        TimeZone = c.Shift.TimeZone,
        IsEnded = c.EndedAt != null || c.Shift.Status != ShiftStatus.Published || c.Position.RemovedAt != null,
        Missing = c.Target - (c.Position.Held - c.Position.Seeking),
    };

    /// <summary>The questions to somebody that still wait for an answer, soonest shift first.</summary>
    public async Task<IReadOnlyList<OpenCallOut>> OpenAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return await db.CallOuts.AsNoTracking()
            .Where(c => db.Set<OpenAsk>().Any(a => a.SupporterId == supporterId && a.CallOutId == c.Id && a.StartsAt > now))
            .OrderBy(c => c.Shift!.StartsAt).ThenBy(c => c.Id)
            .Select(AsCard)
            .Select(card => new OpenCallOut(card, db.CallOutAsks.Any(a => a.CallOutId == card.Id && a.SupporterId == supporterId && a.SeenAt != null)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Whom news of call-outs concern: those named, and those that run for shifts on which something changed.</summary>
    public async Task<IReadOnlyList<CallOutAudience>> AudiencesAsync(IReadOnlyCollection<Guid> callOutIds, IReadOnlyCollection<Guid> shiftIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CallOuts.AsNoTracking()
            .Where(c => callOutIds.Contains(c.Id) || (c.EndedAt == null && shiftIds.Contains(c.ShiftId)))
            .Select(c => new CallOutAudience(
                c.Id, c.ShiftId, c.OrganisationId, c.Version, c.EndedAt == null && c.Shift!.Status == ShiftStatus.Published, c.Target <= c.Position!.Held - c.Position.Seeking,
                c.Asks.Select(a => a.SupporterId).ToList()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A call-out as somebody sees it who has the link; null where there is none, or its shift is not shown to them.</summary>
    public async Task<SeenCallOut?> FindAsync(Guid callOutId, Guid? readerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.CallOuts.AsNoTracking().Where(c => c.Id == callOutId).Select(AsCard)
            .Select(card => new { Card = card, Ask = db.CallOutAsks.Where(a => a.CallOutId == card.Id && a.SupporterId == readerId).Select(a => new { Declined = a.DeclinedAt != null }).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null || await PositionRow.FindAsync(db, found.Card.PositionId, cancellationToken) is not { } position)
        {
            return null;
        }

        var person = readerId is { } id ? await PersonQueries.FindAsync(db, id, now, cancellationToken) : null;
        return !BookingService.IsShown(position.Facts, found.Card.ShiftId, person) ? null : new SeenCallOut(found.Card, now)
        {
            IsAsked = found.Ask is not null,
            HasDeclined = found.Ask?.Declined == true,
            IsOn = person?.BookingOn(found.Card.ShiftId) is { } own && own.State.HoldsPlace(),
            Obstacles = Eligibility.Check(person, position.Facts, now),
        };
    }
}

/// <summary>
/// Whom a call-out concerns: the organisers, and the people asked. Those need to hear of it only when it changed itself
/// (<paramref name="Version"/>, <paramref name="IsOpen"/>) or when everybody was found, or was not any more (<paramref name="IsFound"/>).
/// </summary>
public sealed record CallOutAudience(Guid Id, Guid ShiftId, Guid OrganisationId, int Version, bool IsOpen, bool IsFound, IReadOnlyList<Guid> People);

/// <summary>A question that waits for an answer, and whether it was before the person's eyes.</summary>
public sealed record OpenCallOut(CallOutCard Card, bool IsSeen);

/// <summary>A call-out as those see it who are asked.</summary>
public sealed record CallOutCard
{
    /// <summary>The call-out.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organiser's line, in <see cref="Language"/>.</summary>
    public required string Line { get; init; }

    /// <summary>The language of the line.</summary>
    public required string Language { get; init; }

    /// <summary>The shift.</summary>
    public required Guid ShiftId { get; init; }

    /// <summary>The position.</summary>
    public required Guid PositionId { get; init; }

    /// <summary>Who asks.</summary>
    public required string Organisation { get; init; }

    /// <summary>What is done.</summary>
    public required LocalText Activity { get; init; }

    /// <summary>As what somebody is missing.</summary>
    public required LocalText Position { get; init; }

    /// <summary>Roughly where; null for work from home.</summary>
    public required LocalText? Area { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The shift's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether an organiser ended it, or the shift is off.</summary>
    public required bool IsEnded { get; init; }

    /// <summary>How many are still missing; 0 or less where everybody was found.</summary>
    public required int Missing { get; init; }

    /// <summary>Whether people are looked for at a moment.</summary>
    public bool IsLooking(DateTimeOffset now) => !IsEnded && Missing > 0 && StartsAt > now;
}

/// <summary>A call-out before the eyes of somebody, at a moment.</summary>
public sealed record SeenCallOut(CallOutCard Card, DateTimeOffset Now)
{
    /// <summary>Whether the reader was asked.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Whether the reader said "not now".</summary>
    public bool HasDeclined { get; init; }

    /// <summary>Whether the reader has a place on the shift.</summary>
    public bool IsOn { get; init; }

    /// <summary>What stands in the reader's way.</summary>
    public required IReadOnlyList<Obstacle> Obstacles { get; init; }
}
