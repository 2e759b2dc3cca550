using Portal.Core.Privacy;

namespace Portal.Core.Organisations;

/// <summary>What an organisation asks of those who book its shifts. Zero switches a limit off.</summary>
public sealed record BookingRules
{
    /// <summary>The rules of an organisation that changed none.</summary>
    public static BookingRules Usual { get; } = new();

    /// <summary>Whether all its shifts on site ask for a membership, also those that everybody may see.</summary>
    [NotPersonal(Because.Planning)]
    public bool AsksForMembership { get; init; }

    /// <summary>Whether a shift on site must lie within a stay.</summary>
    [NotPersonal(Because.Planning)]
    public bool AsksForStays { get; init; }

    /// <summary>The shortest stay that counts, in days, both ends included.</summary>
    [NotPersonal(Because.Planning)]
    public int MinimumStayDays { get; init; }

    /// <summary>Minutes one needs from one site to another.</summary>
    [NotPersonal(Because.Planning)]
    public int TravelMinutes { get; init; } = 30;

    /// <summary>Hours of work within any 24 hours.</summary>
    [NotPersonal(Because.Planning)]
    public int MostHoursADay { get; init; } = 10;

    /// <summary>Hours of rest between the work of two days.</summary>
    [NotPersonal(Because.Planning)]
    public int RestHours { get; init; } = 11;
}
