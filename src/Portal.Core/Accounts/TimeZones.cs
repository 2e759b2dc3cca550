namespace Portal.Core.Accounts;

/// <summary>The time zones of the world by their IANA names.</summary>
public static class TimeZones
{
    private static readonly string[] Areas = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];

    /// <summary>Where most people of the community live.</summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "Europe/Paris", "Europe/London", "Europe/Dublin", "Europe/Brussels", "Europe/Amsterdam", "Europe/Berlin", "Europe/Zurich",
        "Europe/Rome", "Europe/Madrid", "Europe/Lisbon", "Europe/Athens", "Europe/Warsaw", "America/New_York", "America/Los_Angeles", "Australia/Sydney",
    ];

    /// <summary>All of them, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => Areas.Any(area => id.StartsWith(area, StringComparison.Ordinal)))
            .Union(Usual).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a name is on the list.</summary>
    public static bool Contains(string name) => All.Contains(name, StringComparer.Ordinal);
}
