using System.Net.Mail;

namespace Portal.Core.Accounts;

/// <summary>An e-mail address as an account may have one.</summary>
public static class AccountAddress
{
    /// <summary>The address without blanks around it; null when no mail could reach it.</summary>
    public static string? Clean(string? typed)
    {
        var text = typed?.Trim() ?? "";
        return text.Length is > 0 and <= Supporter.EmailLength
            && !text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || char.IsWhiteSpace(letter))
            && text[0] != '.' && !text.Contains("..", StringComparison.Ordinal) && !text.Contains(".@", StringComparison.Ordinal)
            && MailAddress.TryCreate(text, out var address)
            && string.Equals(address.Address, text, StringComparison.Ordinal)
            && address.Host.Contains('.', StringComparison.Ordinal)
                ? text
                : null;
    }

    /// <summary>The form by which an address is found: the one Identity gives it.</summary>
    public static string Normalized(string address) => address.Trim().Normalize().ToUpperInvariant();
}
