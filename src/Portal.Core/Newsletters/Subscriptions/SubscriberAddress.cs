using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Portal.Core.Accounts;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>An e-mail address as it was typed, and in the form by which it is found whatever its capitals.</summary>
public sealed record SubscriberAddress(string Typed, string Normalized)
{
    private const string Refused = "<>()[]\\,;:\"";

    /// <summary>Reads an address; false for what cannot be one: no @, blanks, control characters, invisible marks, broken text, no dot in the host, a dot at an end or two in a row, too long.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SubscriberAddress? address)
    {
        address = null;
        var typed = text?.Trim() ?? "";
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        if (typed.Length > Supporter.EmailLength || at < 1 || at != typed.LastIndexOf('@') || at == typed.Length - 1 || !typed.EnumerateRunes().All(IsAllowed))
        {
            return false;
        }

        if (typed.IndexOf('.', at) < 0 || typed[0] == '.' || typed[at - 1] == '.' || typed[at + 1] == '.' || typed[^1] == '.' || typed.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        var normalized = Normalize(typed);
        if (normalized.Length > Supporter.EmailLength)
        {
            return false;
        }

        // What looks the same is written the same: mail goes to the letter K, whichever sign for it was typed first.
        address = new SubscriberAddress(typed.Normalize(), normalized);
        return true;
    }

    /// <summary>The form by which an address is found; the same as the accounts use.</summary>
    public static string Normalize(string address) => address.Normalize().ToUpperInvariant();

    // A lone surrogate is enumerated as the replacement character.
    private static bool IsAllowed(Rune rune) =>
        rune != Rune.ReplacementChar
        && !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && !(rune.IsBmp && Refused.Contains((char)rune.Value, StringComparison.Ordinal));
}
