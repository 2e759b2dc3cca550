using System.Globalization;

namespace Portal.Core.Accounts;

/// <summary>What a display name may be: any name one likes, in any script, up to 100 letters as a reader counts them.</summary>
public static class DisplayNames
{
    /// <summary>The most graphemes.</summary>
    public const int MostGraphemes = 100;

    /// <summary>Whether a name has a part, whatever its accents and capitals. Not the database's work: it knows no accents, and each folds letters in its own way.</summary>
    public static bool HasPart(string name, string part) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, part, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    /// <summary>The name as it is kept: trimmed, in one form of Unicode, without control characters. Null with the reason why it cannot be kept.</summary>
    public static (string? Name, AccountFlaw? Flaw) Clean(string? typed)
    {
        if (!TypedText.IsReadable(typed))
        {
            return (null, AccountFlaw.NameUnreadable);
        }

        var name = TypedText.Line(typed).Normalize();
        if (name.Length == 0 || name.All(letter => char.GetUnicodeCategory(letter) == UnicodeCategory.Format))
        {
            return (null, AccountFlaw.NameMissing);
        }

        return name.Length > Supporter.NameLength || new StringInfo(name).LengthInTextElements > MostGraphemes
            ? (null, AccountFlaw.NameTooLong)
            : (name, null);
    }
}
