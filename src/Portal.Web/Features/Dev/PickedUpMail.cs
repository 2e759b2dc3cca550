using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Core.Mail;

namespace Portal.Web.Features.Dev;

/// <summary>Reads the mails in the pickup folder.</summary>
public sealed partial class PickedUpMail(IOptions<MailOptions> options)
{
    private const int Most = 200;

    /// <summary>The newest mails, newest first.</summary>
    public async Task<IReadOnlyList<MailRow>> ListAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(options.Value.PickupFolder);
        var rows = new List<MailRow>();
        foreach (var file in folder.Exists ? folder.EnumerateFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).Take(Most) : [])
        {
            using var mail = await MimeMessage.LoadAsync(file.FullName, cancellationToken);
            rows.Add(new MailRow(Path.GetFileNameWithoutExtension(file.Name), mail.Date, mail.To.ToString(), mail.Subject ?? ""));
        }

        return rows;
    }

    /// <summary>One mail, or null.</summary>
    public async Task<MailModel?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.Value.PickupFolder, $"{id}.eml");
        if (!File.Exists(path))
        {
            return null;
        }

        using var mail = await MimeMessage.LoadAsync(path, cancellationToken);
        var text = mail.TextBody ?? "";
        return new MailModel(id, mail.Subject ?? "", text, mail.HtmlBody ?? "")
        {
            Headers = [.. mail.Headers.Select(header => new KeyValuePair<string, string>(header.Field, header.Value))],
            Links = [.. LinksIn(text).Distinct(StringComparer.Ordinal)],
            Attachments = [.. mail.Attachments.Select(part => part.ContentDisposition?.FileName ?? part.ContentType.MimeType)],
        };
    }

    /// <summary>The addresses in a text, without the full stop or bracket of the sentence around them.</summary>
    public static IEnumerable<string> LinksIn(string text) => Links().Matches(text).Select(match => WithoutEnd(match.Value));

    private static string WithoutEnd(string address)
    {
        var end = address.Length;
        while (address[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '’' or '”' or '»'
            || (address[end - 1] is ')' && address.AsSpan(0, end).Count(')') > address.AsSpan(0, end).Count('(')))
        {
            end--;
        }

        return address[..end];
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}

/// <summary>A mail in the list.</summary>
public sealed record MailRow(string Id, DateTimeOffset Date, string To, string Subject);

/// <summary>A mail as its page shows it.</summary>
public sealed record MailModel(Guid Id, string Subject, string Text, string Html)
{
    /// <summary>Every header as it was decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The links of the text part.</summary>
    public IReadOnlyList<string> Links { get; init; } = [];

    /// <summary>The names of the attachments.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];
}
