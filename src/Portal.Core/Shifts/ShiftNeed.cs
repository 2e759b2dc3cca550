using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>All that outsiders learn of shifts for members: "evenings this week need drivers: join Calais Food Collective".</summary>
public sealed record ShiftNeed(OrganisationRef Organisation, DayPart Part, IReadOnlyList<LocalText> Positions);

/// <summary>A part of the day, by the hour a shift starts in its own zone.</summary>
public enum DayPart
{
    /// <summary>From 05:00.</summary>
    Morning,

    /// <summary>From 12:00.</summary>
    Afternoon,

    /// <summary>From 17:00.</summary>
    Evening,

    /// <summary>From 22:00.</summary>
    Night,
}
