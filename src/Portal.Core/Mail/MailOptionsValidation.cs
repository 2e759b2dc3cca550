using Microsoft.Extensions.Options;
using Portal.Core.Mail.Events;
using Portal.Core.Mail.Transports;
using Portal.Core.Resources;

namespace Portal.Core.Mail;

/// <summary>What one setting of the mail asks of another: each complaint is one sentence that names the setting to change.</summary>
internal sealed class MailOptionsValidation : IValidateOptions<MailOptions>
{
    private const int LongestSubject = 80;

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var complaints = Complaints(options).ToList();
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    private static IEnumerable<string> Complaints(MailOptions options)
    {
        if (!Enum.IsDefined(options.Transport))
        {
            yield return "Mail:Transport must be Pickup, SendGrid or Smtp.";
        }

        if (options is { Transport: MailTransportKind.Pickup, PickupFolder.Length: > 0 } && PickupFolder.WhyNotWritable(options.PickupFolder) is { } obstacle)
        {
            yield return $"Mail:PickupFolder is {options.PickupFolder}, which cannot be written to: {obstacle.ReplaceLineEndings(" ")}";
        }

        if (options.UnsubscribeMailbox.Length > 0 && !IsPlainMailbox(options.UnsubscribeMailbox))
        {
            yield return "Mail:UnsubscribeMailbox is not an e-mail address of plain letters, digits and .-_+.";
        }

        if (options.FromName.Any(char.IsControl))
        {
            yield return "Mail:FromName has a line break or another sign that no name has.";
        }

        foreach (var complaint in AboutSubjects(options.ReminderSubjects))
        {
            yield return complaint;
        }

        if (options.Transport == MailTransportKind.SendGrid && string.IsNullOrWhiteSpace(options.SendGrid.ApiKey))
        {
            yield return "Mail:SendGrid:ApiKey is missing: Mail:Transport is SendGrid, which needs one.";
        }

        if (options.Transport == MailTransportKind.SendGrid && !options.SendGrid.ApiKey.All(IsOfAKey))
        {
            yield return "Mail:SendGrid:ApiKey has a space, a line break or a letter that no key has: copy it anew.";
        }

        if (options.Transport == MailTransportKind.SendGrid && !IsWebAddress(options.SendGrid.BaseAddress))
        {
            yield return "Mail:SendGrid:BaseAddress must be an http or https address.";
        }

        if (options.SendGrid.WebhookPublicKey.Length > 0 && WebhookKey.Read(options.SendGrid.WebhookPublicKey) is null)
        {
            yield return "Mail:SendGrid:WebhookPublicKey cannot be read: copy the verification key that SendGrid shows with the event webhook, or leave the setting out.";
        }

        if (options.Transport == MailTransportKind.Smtp && string.IsNullOrWhiteSpace(options.Smtp.Host))
        {
            yield return "Mail:Smtp:Host is missing: Mail:Transport is Smtp, which needs one.";
        }

        if (options.Transport == MailTransportKind.Smtp && options.Smtp.Port is < 1 or > 65535)
        {
            yield return "Mail:Smtp:Port must be between 1 and 65535.";
        }
    }

    // One text for every shift: with a placeholder it would tell of one.
    private static IEnumerable<string> AboutSubjects(Dictionary<string, string> subjects)
    {
        foreach (var language in Languages.All.Keys.Where(known => subjects.Count > 0 && !subjects.ContainsKey(known)))
        {
            yield return $"Mail:ReminderSubjects:{language} is missing: say the subject of reminders in every language of the portal, or in none.";
        }

        foreach (var language in subjects.Keys.Where(name => !Languages.All.ContainsKey(name.ToLowerInvariant())))
        {
            yield return $"Mail:ReminderSubjects:{language} is for no language of the portal.";
        }

        foreach (var (language, subject) in subjects)
        {
            if (string.IsNullOrWhiteSpace(subject) || subject.Length > LongestSubject || subject.Any(letter => char.IsControl(letter) || letter is '{' or '}' or '\u2028' or '\u2029'))
            {
                yield return $"Mail:ReminderSubjects:{language} must be one line of at most {LongestSubject} characters, without placeholders.";
            }
        }
    }

    // It goes into a header, which bears nothing else.
    private static bool IsOfAKey(char letter) => letter is > ' ' and <= '~';

    // It goes into an address of its own, in a header.
    private static bool IsPlainMailbox(string address) =>
        address.Split('@') is [{ Length: > 0 }, { Length: > 0 } domain] && domain.Contains('.', StringComparison.Ordinal)
        && address.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+' or '@');

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
