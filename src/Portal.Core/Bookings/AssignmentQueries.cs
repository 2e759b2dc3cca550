using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>Reads whom an organiser may put on a position, each with what stands in the way.</summary>
public sealed class AssignmentQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>People on a page.</summary>
    public const int PageSize = 50;

    /// <summary>The people, in five commands however many there are; those who can come first. Null where it is not this organiser's shift. Without a position named it is the first that has a place.</summary>
    public async Task<AssignmentBoard?> ReadAsync(Guid actorId, Guid shiftId, Guid? positionId, string? name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shift = await db.Shifts.AsNoTracking()
            .Where(s => s.Id == shiftId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId))
            .Select(s => new { s.OrganisationId, Activity = s.Activity!.Name, s.StartsAt, s.EndsAt, s.TimeZone, Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).Select(p => new AssignablePosition(p.Id, p.Name, p.Held, p.Capacity)).ToList() })
            .FirstOrDefaultAsync(cancellationToken);
        if (shift is null || (positionId is { } asked && !shift.Positions.Exists(p => p.Id == asked)))
        {
            return null;
        }

        var chosen = positionId ?? (shift.Positions.Find(p => p.Held < p.Capacity) ?? shift.Positions[0]).Id;
        var facts = (await PositionRow.FindAsync(db, chosen, cancellationToken))!.Facts;
        var candidates = Assignments.Candidates(db, shift.OrganisationId, now);
        var part = TypedText.Line(name);
        var people = (await db.Supporters.AsNoTracking()
            .Where(s => candidates.Contains(s.Id) && s.Id != actorId)
            .Select(s => new { s.Id, s.DisplayName, s.SpokenLanguages })
            .ToListAsync(cancellationToken))
            .Where(s => DisplayNames.HasPart(s.DisplayName, part))
            .OrderBy(s => s.DisplayName, StringComparer.InvariantCultureIgnoreCase).ThenBy(s => s.Id)
            .Take(PageSize + 1)
            .ToList();
        var known = await PersonQueries.ManyAsync(db, [.. people.Take(PageSize).Select(p => p.Id)], now, cancellationToken);
        return new(shiftId, shift.Activity, shift.StartsAt, shift.EndsAt, WallTime.Zone(shift.TimeZone), shift.Positions, chosen, now)
        {
            HasMore = people.Count > PageSize,
            People = [.. people.Take(PageSize).Select(p => new AssignablePerson(p.Id, p.DisplayName, p.SpokenLanguages, Assignments.Obstacles(known[p.Id], facts, now))).OrderBy(p => p.Rank)],
        };
    }
}

/// <summary>A shift and the people who may be put on one of its positions.</summary>
public sealed record AssignmentBoard(
    Guid ShiftId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, IReadOnlyList<AssignablePosition> Positions, Guid Chosen, DateTimeOffset AsOf)
{
    /// <summary>The people of this page.</summary>
    public required IReadOnlyList<AssignablePerson> People { get; init; }

    /// <summary>Whether there are more than fit on it.</summary>
    public bool HasMore { get; init; }
}

/// <summary>A position to put people on.</summary>
public sealed record AssignablePosition(Guid Id, LocalText Name, int Held, int Capacity);

/// <summary>Somebody who may be put on a position.</summary>
/// <param name="Obstacles">What stands in the way; an organiser sees kinds, never where else somebody is.</param>
public sealed record AssignablePerson(Guid Id, string Name, IReadOnlyList<string> Speaks, IReadOnlyList<Obstacle> Obstacles)
{
    /// <summary>Whether an organiser may set aside what stands in the way.</summary>
    public bool MaySetAside => Assignments.MaySetAside(Obstacles);

    /// <summary>Those who can come first, then those who can with a reason.</summary>
    internal int Rank => Obstacles.Count == 0 ? 0 : MaySetAside ? 1 : 2;
}
