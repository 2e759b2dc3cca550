using System.Globalization;
using System.Text;

namespace Portal.Core.Circles;

/// <summary>The name of a circle as it stands in addresses, and words as they are sought: without case and accents.</summary>
public static class CircleWords
{
    private const string Nameless = "circle";

    /// <summary>A text in which "sao paulo" finds "São Paulo".</summary>
    public static string Folded(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
            .Normalize(NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>What the name in addresses begins with: letters from a to z, digits, and single hyphens; a word where nothing of it is left.</summary>
    public static string SlugOf(string name)
    {
        var kept = string.Concat(Folded(name).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' '));
        var slug = string.Join('-', kept.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        // Some letters are left for a number behind it.
        slug = slug[..Math.Min(slug.Length, SupporterCircle.SlugLength - 10)].Trim('-');
        return slug.Length > 0 ? slug : Nameless;
    }
}
