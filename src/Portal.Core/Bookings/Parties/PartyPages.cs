using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

/// <summary>A group as its leader sees it.</summary>
/// <param name="Token">The secret of its link; null once it was dissolved.</param>
public sealed record PartyPage(Guid Id, string Name, OrganisationRef Organisation, string? Token, DateTimeOffset AsOf)
{
    /// <summary>The shifts it holds or held places on, soonest first.</summary>
    public required IReadOnlyList<PartyShift> Shifts { get; init; }

    /// <summary>Whether its leader dissolved it.</summary>
    public bool IsDissolved => Token is null;

    /// <summary>How many places nobody has claimed.</summary>
    public int Unclaimed => Shifts.Sum(s => s.Positions.Sum(p => p.Unclaimed));

    /// <summary>Whether there is anything left to claim, to add or to give back.</summary>
    public bool IsOpen => !IsDissolved && Shifts.Any(s => s.IsOpen(AsOf));
}

/// <summary>A shift of a group, for its leader.</summary>
public sealed record PartyShift(Guid Id, LocalText Activity, LocalText? Area, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, ShiftStatus Status)
{
    /// <summary>The positions of the shift, in order.</summary>
    public required IReadOnlyList<PartyPosition> Positions { get; init; }

    /// <summary>Whether the leader has a place of their own on it, in the group or beside it.</summary>
    public bool IsMine { get; init; }

    /// <summary>When what nobody claimed is free for all.</summary>
    public DateTimeOffset FreedAt => StartsAt - Party.FreedBefore;

    /// <summary>Whether its places can be claimed, added and given back.</summary>
    public bool IsOpen(DateTimeOffset now) => Status == ShiftStatus.Published && PartyClaims.IsOpen(StartsAt, now);
}

/// <summary>What a group has of a position.</summary>
/// <param name="Free">How many more there are to hold.</param>
/// <param name="Freed">How many it held that were given back.</param>
public sealed record PartyPosition(Guid Id, LocalText Name, int Free, int Unclaimed, int Freed, IReadOnlyList<PartyMember> Members)
{
    /// <summary>Whether the group has or had places of it.</summary>
    public bool IsTheirs => Unclaimed + Freed + Members.Count > 0;
}

/// <summary>Somebody who claimed a place.</summary>
public sealed record PartyMember(string Name, BookingState State);

/// <summary>A group as somebody sees it who has its link.</summary>
public sealed record PartyInvitation(string Name, string Leader, OrganisationRef Organisation, DateTimeOffset AsOf)
{
    /// <summary>The shifts that this person may see, soonest first.</summary>
    public required IReadOnlyList<InvitedShift> Shifts { get; init; }

    /// <summary>How many more there are that are shown to members only.</summary>
    public required int Hidden { get; init; }

    /// <summary>The names of the kinds of qualification, where positions ask for any.</summary>
    public IReadOnlyDictionary<Guid, LocalText> Kinds { get; init; } = new Dictionary<Guid, LocalText>();
}

/// <summary>A shift of a group, for those who have its link. It has no property for an exact place.</summary>
public sealed record InvitedShift(Guid Id, LocalText Activity, LocalText? Area, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone)
{
    /// <summary>The positions of which the group holds places.</summary>
    public required IReadOnlyList<InvitedPosition> Positions { get; init; }

    /// <summary>The state of the place that this person claimed here; null for none.</summary>
    public BookingState? Mine { get; init; }

    /// <summary>Until when a place can be claimed.</summary>
    public DateTimeOffset ClaimedUntil => StartsAt - Party.FreedBefore;

    /// <summary>How many places are left.</summary>
    public int Left => Positions.Sum(p => p.Left);

    /// <summary>The positions that this person can claim a place of now.</summary>
    public IReadOnlyList<InvitedPosition> Claimable => Mine is null ? [.. Positions.Where(p => p.Left > 0 && p.Obstacles.Count == 0)] : [];

    /// <summary>All that stands in this person's way where nothing can be claimed, each once, in the order of the rules.</summary>
    public IReadOnlyList<Obstacle> Obstacles =>
        Mine is not null || Left == 0 || Claimable.Count > 0 ? [] : [.. Positions.Where(p => p.Left > 0).SelectMany(p => p.Obstacles).Distinct().OrderBy(o => o.Kind)];
}

/// <summary>A position for those who have a group's link.</summary>
/// <param name="Obstacles">All that stands in this person's way.</param>
/// <param name="NeedsAnswer">Whether an organiser answers first.</param>
public sealed record InvitedPosition(Guid Id, LocalText Name, int Left, IReadOnlyList<Obstacle> Obstacles, bool NeedsAnswer);

/// <summary>A group among those that one leads.</summary>
public sealed record LedParty(Guid Id, string Name, string Organisation, int Claimed, int Unclaimed, DateTimeOffset StartsAt, TimeZoneInfo Zone)
{
    /// <summary>Whether it was dissolved: said until the last of its shifts begins.</summary>
    public bool IsDissolved { get; init; }
}

/// <summary>Places of a shift that a group holds and nobody has claimed.</summary>
public sealed record HeldForParty(Guid PartyId, Guid PositionId, string Name, string Leader, int Places);
