namespace Portal.Core.Updates.Safety;

/// <summary>Something in a text that may lead the wrong people to a place or a person.</summary>
/// <param name="InTitle">Whether it stands in the title, or else in the text.</param>
/// <param name="Before">The words just before it.</param>
/// <param name="Text">It itself, as it was typed.</param>
/// <param name="After">The words just after it.</param>
public sealed record SafetyFinding(SafetyRisk Risk, bool InTitle, string Before, string Text, string After);

/// <summary>What it may give away.</summary>
public enum SafetyRisk
{
    /// <summary>Where something is, in figures: degrees, an open location code, a link to a map.</summary>
    Coordinates,

    /// <summary>Three words that stand for a square of the map (what3words).</summary>
    ThreeWords,

    /// <summary>A street and a number.</summary>
    Address,

    /// <summary>A telephone number.</summary>
    PhoneNumber,

    /// <summary>The plate of a vehicle: French, British, Belgian, Dutch or German.</summary>
    VehiclePlate,

    /// <summary>A name that stands in one of the organisation's own meeting points.</summary>
    MeetingPoint,
}
