using System.Text.RegularExpressions;
using MimeKit;

namespace Portal.Browser.Tests;

/// <summary>A mail as its reader has it.</summary>
public sealed partial class ReceivedMail(MimeMessage mail)
{
    /// <summary>What it is about.</summary>
    public string Subject => mail.Subject ?? "";

    /// <summary>Its words.</summary>
    public string Text => mail.TextBody ?? "";

    /// <summary>The six digits in it.</summary>
    public string Code => SixDigits().Match(Text).Value;

    /// <summary>The link in it that leads to a path of the portal.</summary>
    public string Link(string path) => Links().Matches(Text).Select(match => match.Value).First(link => new Uri(link).AbsolutePath.StartsWith(path, StringComparison.Ordinal));

    [GeneratedRegex(@"(?<=^|\s)\d{6}(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex SixDigits();

    [GeneratedRegex(@"https?://[^\s<>)]+")]
    private static partial Regex Links();
}
