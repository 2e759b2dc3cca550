namespace Portal.Core.Shifts;

/// <summary>What is to become of a shift that exists. What is null stays as it is.</summary>
public sealed record UnbookedEdit
{
    /// <summary>When it starts.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Where, with the zone there.</summary>
    public (Guid? SiteId, string TimeZone)? Place { get; init; }

    /// <summary>Who sees it.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>How a booking becomes confirmed.</summary>
    public BookingMode? BookingMode { get; init; }

    /// <summary>Hours before the start until which one may cancel without a word.</summary>
    public int? CancellationHours { get; init; }

    /// <summary>Who leads it, or that nobody does.</summary>
    public NewLead? Lead { get; init; }

    /// <summary>What is special about it.</summary>
    public (string? Text, string Language)? Description { get; init; }

    /// <summary>What one can be in it, in order.</summary>
    public IReadOnlyList<NewPosition>? Positions { get; init; }

    /// <summary>Whether it opens a draft.</summary>
    public bool Publish { get; init; }

    /// <summary>Whether it calls it off.</summary>
    public bool CallOff { get; init; }
}

/// <summary>Another lead, or none.</summary>
public readonly record struct NewLead(Guid? Id);

/// <summary>What became, or would become, of one shift.</summary>
public sealed record ShiftEditLine(Guid ShiftId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, DateTimeOffset NewStartsAt, DateTimeOffset NewEndsAt, ShiftEditResult Result)
{
    /// <summary>Whether its times differ from before.</summary>
    public bool Moves => StartsAt != NewStartsAt || EndsAt != NewEndsAt;

    /// <summary>What it is.</summary>
    public LocalText Activity { get; init; } = LocalText.Of("");

    /// <summary>Whether its new start does not exist that day and was moved forward.</summary>
    public bool ClockMoved { get; init; }
}

/// <summary>How the edit of one shift ended, or would end.</summary>
public enum ShiftEditResult
{
    /// <summary>It is changed.</summary>
    Changed,

    /// <summary>Somebody has, wants or had a place on it: left as it is.</summary>
    HasPeople,

    /// <summary>It has begun, is over or was called off: left as it is.</summary>
    Closed,

    /// <summary>It would start in the past: left as it is.</summary>
    InPast,

    /// <summary>It would be open while its site is closed: left as it is.</summary>
    SiteClosed,
}

/// <summary>A part of a plan that can differ.</summary>
public enum ShiftPart
{
    /// <summary>Start or length.</summary>
    Times,

    /// <summary>The site.</summary>
    Place,

    /// <summary>Who sees it.</summary>
    Visibility,

    /// <summary>How bookings are confirmed.</summary>
    Mode,

    /// <summary>The hours to give a place back.</summary>
    GivingBack,

    /// <summary>Who leads it.</summary>
    Lead,

    /// <summary>The description.</summary>
    Description,

    /// <summary>The positions.</summary>
    Positions,
}
