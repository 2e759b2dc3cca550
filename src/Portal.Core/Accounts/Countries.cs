using System.Globalization;

namespace Portal.Core.Accounts;

/// <summary>The countries of the world, by their two-letter codes (ISO 3166-1).</summary>
public static class Countries
{
    private const int CodeLength = 2;

    private static readonly Dictionary<string, RegionInfo> ByCode = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name))
        .Where(region => region.TwoLetterISORegionName is { Length: CodeLength } code && code.All(char.IsAsciiLetterUpper))
        .DistinctBy(region => region.TwoLetterISORegionName)
        .ToDictionary(region => region.TwoLetterISORegionName, StringComparer.Ordinal);

    /// <summary>Whether there is such a code.</summary>
    public static bool Contains(string code) => ByCode.ContainsKey(code);

    /// <summary>Codes and names in the language of the current culture, in its alphabetical order.</summary>
    public static IReadOnlyList<(string Code, string Name)> InReadersLanguage() =>
        [.. ByCode.Values.Select(region => (region.TwoLetterISORegionName, region.DisplayName)).OrderBy(country => country.DisplayName, StringComparer.CurrentCulture)];
}
