using Portal.Core.Bookings.Rules;

namespace Portal.Core.Bookings.Parties;

/// <summary>A group somebody wants to bring.</summary>
/// <param name="Wishes">How many places as what; none for what is not wanted.</param>
/// <param name="FormKey">The form's key, so that a double click makes one group.</param>
public sealed record PartyPlan(string? Name, IReadOnlyList<PartyWish> Wishes, Guid FormKey);

/// <summary>How many places of a position.</summary>
public sealed record PartyWish(Guid PositionId, int Places);

/// <summary>What came of holding places for a group.</summary>
/// <param name="PartyId">The group; null unless all its places are held.</param>
public sealed record HoldOutcome(Guid? PartyId)
{
    /// <summary>All that stands in the way; empty when everything is held, or nothing of it is for this person.</summary>
    public IReadOnlyList<HoldFault> Faults { get; init; } = [];
}

/// <summary>One reason why places cannot be held.</summary>
/// <param name="PositionId">Of which position; null where it is about all of it.</param>
public sealed record HoldFault(HoldFaultKind Kind, Guid? PositionId = null)
{
    /// <summary>How many places there are, or how many are allowed.</summary>
    public int Number { get; init; }

    /// <summary>What of the rules for everyone stands in the way; set for <see cref="HoldFaultKind.Hindered"/>.</summary>
    public Obstacle? Obstacle { get; init; }
}

/// <summary>The reasons, in the order in which they are told.</summary>
public enum HoldFaultKind
{
    /// <summary>The group has no name.</summary>
    NameMissing,

    /// <summary>The name is too long.</summary>
    NameTooLong,

    /// <summary>A part of the name cannot be read.</summary>
    NameUnreadable,

    /// <summary>No place was asked for.</summary>
    NothingChosen,

    /// <summary>The person leads as many groups as one may.</summary>
    TooManyParties,

    /// <summary>Places on more shifts than one group may have.</summary>
    TooManyShifts,

    /// <summary>The group was dissolved.</summary>
    Dissolved,

    /// <summary>The shifts are not all of one organisation.</summary>
    OtherOrganisation,

    /// <summary>The organisation does not know the person yet, and its meeting point is protected.</summary>
    NotKnown,

    /// <summary>A rule for everyone stands in the way.</summary>
    Hindered,

    /// <summary>The shift starts so soon that places would be freed at once.</summary>
    TooSoon,

    /// <summary>More places on one shift than a group may have.</summary>
    TooMany,

    /// <summary>The shift has fewer places left.</summary>
    NotEnough,
}
