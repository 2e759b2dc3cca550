using Portal.Core.Privacy;

namespace Portal.Core.Shifts;

/// <summary>What one can be in a shift. What makes it bookable stands on its own row, because a row read through a join is not re-checked under read committed.</summary>
public sealed class Position
{
    /// <summary>Longest name in one language.</summary>
    public const int NameLength = 80;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The shift.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ShiftId { get; init; }

    /// <summary>What it is called.</summary>
    [NotPersonal(Because.Planning)]
    public required LocalText Name { get; set; }

    /// <summary>Where it stands among the shift's positions.</summary>
    [NotPersonal(Because.Planning)]
    public int Order { get; set; }

    /// <summary>Below this the shift is in trouble.</summary>
    [NotPersonal(Because.Planning)]
    public required int Minimum { get; set; }

    /// <summary>How many places there are; 1 to 500, and none once it is removed.</summary>
    [NotPersonal(Because.Planning)]
    public required int Capacity { get; set; }

    /// <summary>Codes (ISO 639) of which one must be spoken; empty for any.</summary>
    [NotPersonal(Because.Planning)]
    public List<string> Languages { get; set; } = [];

    /// <summary>Whether the languages are the work itself: an interpreter must speak one of them, others only had better.</summary>
    [NotPersonal(Because.Planning)]
    public bool IsInterpreter { get; set; }

    /// <summary>The kinds of qualification one must hold, all of them.</summary>
    [NotPersonal(Because.Planning)]
    public List<Guid> Qualifications { get; set; } = [];

    /// <summary>Whether it makes a good first shift.</summary>
    [NotPersonal(Because.Planning)]
    public bool BeginnerFriendly { get; set; }

    /// <summary>
    /// When it was taken off the shift, or null. The row stays where bookings of the past speak of it; it is shown nowhere, has no places
    /// and cannot be booked.
    /// </summary>
    [NotPersonal(Because.Planning)]
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>How many bookings hold a place. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Planning)]
    public int Held { get; private set; }

    /// <summary>How many freed places are kept for the waiting list. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Planning)]
    public int Reserved { get; private set; }

    /// <summary>How many of those who hold a place look for somebody to take it over. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Planning)]
    public int Seeking { get; private set; }

    /// <summary>Until when a place may be taken; null while the shift is not published. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Planning)]
    public DateTimeOffset? BookableUntil { get; private set; }

    /// <summary>Raised with every change of the numbers, for live screens. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long Version { get; private set; }

    /// <summary>The shift.</summary>
    public Shift? Shift { get; init; }
}
