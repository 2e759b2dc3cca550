using System.Globalization;
using System.Text;
using SendGrid.Helpers.Mail;

namespace Portal.Core.Mail.Transports;

/// <summary>Says a mail in SendGrid's words: nothing is tracked, and every mail bears its message's id.</summary>
internal static class SendGridMail
{
    /// <summary>The name of the custom argument by which acceptances and events are known.</summary>
    public const string MessageId = "message_id";

    public static SendGridMessage Of(OutgoingMail mail)
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress(mail.From.Address, mail.From.Name),
            Subject = mail.Subject,
            PlainTextContent = mail.Text,
            HtmlContent = mail.Html,
        };
        message.AddTo(new EmailAddress(mail.To.Address, mail.To.Name.Length == 0 ? null : mail.To.Name));
        message.AddCustomArg(MessageId, mail.MessageId.ToString("D", CultureInfo.InvariantCulture));
        if (mail.ReplyTo is { } replyTo)
        {
            message.SetReplyTo(new EmailAddress(replyTo));
        }

        foreach (var (name, value) in mail.Headers)
        {
            message.AddHeader(name, value);
        }

        if (mail.Calendar is { } calendar)
        {
            message.AddAttachment("shift.ics", Convert.ToBase64String(Encoding.UTF8.GetBytes(calendar)), "text/calendar", "attachment");
        }

        TrackNothing(message);
        if (mail.Priority is MailPriority.Account or MailPriority.Booking)
        {
            PassLists(message);
        }

        return message;
    }

    /// <summary>One request for many: a personalisation with one recipient each, its headers, its message's id, and what its tags stand for.</summary>
    public static SendGridMessage Of(MailBatch batch)
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress(batch.From.Address, batch.From.Name),
            Subject = batch.Subject,
            PlainTextContent = batch.Text,
            HtmlContent = batch.Html,
            Personalizations = [.. batch.Recipients.Select(Of)],
        };
        if (batch.ReplyTo is { } replyTo)
        {
            message.SetReplyTo(new EmailAddress(replyTo));
        }

        TrackNothing(message);
        return message;
    }

    private static Personalization Of(BatchRecipient recipient) => new()
    {
        Tos = [new EmailAddress(recipient.To.Address, recipient.To.Name.Length == 0 ? null : recipient.To.Name)],
        Headers = recipient.Headers as Dictionary<string, string> ?? new(recipient.Headers),
        Substitutions = recipient.Substitutions as Dictionary<string, string> ?? new(recipient.Substitutions),
        CustomArgs = new Dictionary<string, string> { [MessageId] = recipient.MessageId.ToString("D", CultureInfo.InvariantCulture) },
    };

    private static void TrackNothing(SendGridMessage message)
    {
        message.SetClickTracking(enable: false, enableText: false);
        message.SetOpenTracking(enable: false);
        message.SetSubscriptionTracking(enable: false);
        message.SetGoogleAnalytics(enable: false);
    }

    // What a person asked for must reach them, whatever they think of newsletters; a dead address stays dead.
    private static void PassLists(SendGridMessage message) => message.MailSettings = new MailSettings
    {
        BypassSpamManagement = new BypassSpamManagement { Enable = true },
        BypassUnsubscribeManagement = new BypassUnsubscribeManagement { Enable = true },
    };
}
