using System.Collections.Concurrent;
using System.Globalization;

namespace Portal.Core.Accounts;

/// <summary>The countries of the world, by their two-letter codes (ISO 3166-1).</summary>
public static class Countries
{
    private const int CodeLength = 2;

    private static readonly HashSet<string> Codes = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName)
        .Where(code => code.Length == CodeLength && code.All(char.IsAsciiLetterUpper))
        .ToHashSet(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, IReadOnlyList<(string Code, string Name)>> ByLanguage = new(StringComparer.Ordinal);

    /// <summary>Whether there is such a code.</summary>
    public static bool Contains(string code) => Codes.Contains(code);

    /// <summary>Codes and names in the language of the current culture, in its alphabetical order.</summary>
    public static IReadOnlyList<(string Code, string Name)> InReadersLanguage() =>
        ByLanguage.GetOrAdd(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, Read);

    // The native name of "fr-DE" is what French calls Germany. A region's DisplayName is no use: it keeps the first language it was asked in.
    private static IReadOnlyList<(string Code, string Name)> Read(string language) =>
        [.. Codes.Select(code => (code, new RegionInfo($"{language}-{code}").NativeName)).OrderBy(country => country.NativeName, StringComparer.Create(CultureInfo.GetCultureInfo(language), ignoreCase: true))];
}
