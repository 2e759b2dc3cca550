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

    // What browsers go on calling zones that have been renamed.
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["Africa/Asmera"] = "Africa/Asmara",
        ["America/Buenos_Aires"] = "America/Argentina/Buenos_Aires",
        ["America/Catamarca"] = "America/Argentina/Catamarca",
        ["America/Cordoba"] = "America/Argentina/Cordoba",
        ["America/Godthab"] = "America/Nuuk",
        ["America/Indianapolis"] = "America/Indiana/Indianapolis",
        ["America/Jujuy"] = "America/Argentina/Jujuy",
        ["America/Louisville"] = "America/Kentucky/Louisville",
        ["America/Mendoza"] = "America/Argentina/Mendoza",
        ["Asia/Calcutta"] = "Asia/Kolkata",
        ["Asia/Katmandu"] = "Asia/Kathmandu",
        ["Asia/Rangoon"] = "Asia/Yangon",
        ["Asia/Saigon"] = "Asia/Ho_Chi_Minh",
        ["Atlantic/Faeroe"] = "Atlantic/Faroe",
        ["Europe/Kiev"] = "Europe/Kyiv",
    };

    /// <summary>Whether a name is on the list.</summary>
    public static bool Contains(string name) => All.Contains(name, StringComparer.Ordinal);

    /// <summary>The zone that a browser says it is in, by its name on the list; null for anything else.</summary>
    public static string? Known(string? name) => (Contains(name ?? "") ? name : Renamed.GetValueOrDefault(name ?? "")) is { } found && Contains(found) ? found : null;
}
