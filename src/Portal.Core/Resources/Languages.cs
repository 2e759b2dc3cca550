using System.Globalization;

namespace Portal.Core.Resources;

/// <summary>The languages the portal speaks. A new one is a resource file and a line here.</summary>
public static class Languages
{
    /// <summary>The language of last resort.</summary>
    public const string Default = "en";

    /// <summary>Two-letter codes (ISO 639-1) with their own name for themselves, in the order of the switch.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["en"] = "English",
        ["fr"] = "Français",
    };

    /// <summary>The cultures behind <see cref="All"/>: British dates for English, and French.</summary>
    public static IReadOnlyList<CultureInfo> Cultures { get; } = [.. All.Keys.Select(CultureOf)];

    /// <summary>The culture that formats dates and numbers for a language; unknown ones get the default's.</summary>
    public static CultureInfo CultureOf(string? language) => language switch
    {
        "fr" => CultureInfo.GetCultureInfo("fr-FR"),
        _ => CultureInfo.GetCultureInfo("en-GB"),
    };

    /// <summary>The language itself where the portal speaks it, otherwise the default.</summary>
    public static string Known(string? language) => language is not null && All.ContainsKey(language) ? language : Default;
}
