using Portal.Core.Shifts;

namespace Portal.Core.Actions;

/// <summary>The clocks that deadlines of actions go by: those of Calais, wherever the reader is.</summary>
public static class ActionDay
{
    /// <summary>Their zone.</summary>
    public static TimeZoneInfo Zone { get; } = WallTime.Zone("Europe/Paris");
}
