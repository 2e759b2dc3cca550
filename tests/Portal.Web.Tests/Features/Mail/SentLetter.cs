using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MimeKit;
using Portal.Testing.Letters;
using Portal.Web.Features.Dev;

namespace Portal.Web.Tests.Features.Mail;

/// <summary>A letter as it arrived, and where it leads.</summary>
internal sealed partial record SentLetter(WrittenMessage Written, MimeMessage Mail)
{
    public IReadOnlyList<string> HtmlLinks { get; } =
        [.. new HtmlParser().ParseDocument(Mail.HtmlBody ?? "").QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> TextLinks { get; } =
        [.. PickedUpMail.LinksIn(Mail.TextBody ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Addresses in headers are another way to the same pages; the calendar's lead to the shift.
    public IEnumerable<string> HeaderLinks => Address().Matches(Mail.Headers["List-Unsubscribe"] ?? "").Select(match => match.Value.TrimEnd('>', ','));

    public override string ToString() => $"{Written.Template} ({Written.Case})";

    /// <summary>What in an address only its reader may know: long and no identifier.</summary>
    public static IEnumerable<string> TokensIn(string address) =>
        Part().Matches(new Uri(address).PathAndQuery).Select(match => match.Value).Where(part => part.Length >= 30 && !Guid.TryParse(part, out _));

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex("[A-Za-z0-9_-]+")]
    private static partial Regex Part();
}
