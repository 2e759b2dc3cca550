using System.Text;
using MimeKit;
using MimeKit.Utils;

namespace Portal.Core.Mail.Transports;

/// <summary>Writes a mail as MIME (RFC 5322 and 2045), for the folder and for mail servers.</summary>
internal static class MimeWriter
{
    /// <summary>What follows from an address that is none by RFC 5322, or null: no mail can be written with it, so nothing is in doubt. Our own concerns all mail.</summary>
    public static TransportAnswer? WhyNot(OutgoingMail mail) =>
        !IsAddress(mail.From.Address) ? TransportAnswer.Barred("settings-unfit")
        : !IsAddress(mail.To.Address) ? TransportAnswer.Refused("address-unfit")
        : null;

    /// <summary>The mail with a text part, an HTML part and perhaps a calendar entry. Its Message-Id comes from the message, so a repeat is known as one.</summary>
    public static MimeMessage Write(OutgoingMail mail, DateTimeOffset now)
    {
        var message = new MimeMessage
        {
            MessageId = $"{mail.MessageId:N}@{mail.From.Address[(mail.From.Address.LastIndexOf('@') + 1)..]}",
            Date = now,
            Subject = mail.Subject,
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, mail.From.Name, mail.From.Address));
        message.To.Add(new MailboxAddress(Encoding.UTF8, mail.To.Name, mail.To.Address));
        // An organisation's own address; without it an answer goes to the portal, and the mail arrives.
        if (mail.ReplyTo is { } replyTo && IsAddress(replyTo))
        {
            message.ReplyTo.Add(new MailboxAddress("", replyTo));
        }

        foreach (var (name, value) in mail.Headers)
        {
            message.Headers.Add(name, value);
        }

        message.Body = BodyOf(mail);
        return message;
    }

    // TryParse takes more than can be written.
    private static bool IsAddress(string address)
    {
        try
        {
            return new MailboxAddress("", address).Address.Contains('@', StringComparison.Ordinal);
        }
        catch (ParseException)
        {
            return false;
        }
    }

    private static MimeEntity BodyOf(OutgoingMail mail)
    {
        var both = new MultipartAlternative
        {
            new TextPart("plain") { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = mail.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        if (mail.Calendar is not { } entry)
        {
            return both;
        }

        var calendar = new TextPart("calendar") { Text = entry, FileName = "shift.ics", ContentId = MimeUtils.GenerateMessageId() };
        calendar.ContentType.Parameters["method"] = "PUBLISH";
        calendar.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "shift.ics" };
        return new Multipart("mixed") { both, calendar };
    }
}
