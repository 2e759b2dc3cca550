using System.Globalization;

namespace Portal.Core.Resources;

/// <summary>Days in the reader's language. French says « 1er » of the first of a month, which no pattern of .NET knows.</summary>
public static class Days
{
    /// <summary>A day by a pattern of .NET in which the day of the month stands as <c>d</c>.</summary>
    public static string Of(DateOnly day, string pattern) => day.ToString(Pattern(day.Day, pattern), CultureInfo.CurrentCulture);

    /// <summary>The pattern as it is right for that day of the month.</summary>
    public static string Pattern(int dayOfMonth, string pattern) => dayOfMonth == 1 && CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "fr"
        ? string.Join(' ', pattern.Split(' ').Select(part => part == "d" ? "'1er'" : part))
        : pattern;
}
