using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Resources;

namespace Portal.Core.Mail;

/// <summary>Makes the mail of a message right before it is sent: reads the recipient again, lets the template's writer write, renders.</summary>
public sealed class MailComposer(
    MailRecipients recipients,
    IEnumerable<ILetterWriter> writers,
    MailRenderer renderer,
    MailSender sender,
    TimeProvider clock,
    ILogger<MailComposer> log)
{
    /// <summary>The mail, or the end of the message: Skipped or Failed with its reason. A template that throws fails its own message only; a database that is away fails none.</summary>
    public async Task<ComposedMail> ComposeAsync(Message message, CancellationToken cancellationToken)
    {
        // Flows into the writer and the renderer, and no further: an asynchronous method hands its caller's culture back.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(message.Language);
        if (message.ExpiresAt <= clock.GetUtcNow())
        {
            return ComposedMail.Skip("expired");
        }

        var (recipient, refusal) = await recipients.FindAsync(message, cancellationToken);
        if (recipient is null)
        {
            return ComposedMail.Skip(refusal!);
        }

        try
        {
            return await WriteAsync(message, recipient, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !DatabaseFault.Is(fault))
        {
            log.LogError(fault, "The template {Template} of message {Message} failed.", message.Template, message.Id);
            return new ComposedMail(null, MessageState.Failed, $"template-failed: {fault.GetType().Name}");
        }
    }

    private async Task<ComposedMail> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        if (writers.FirstOrDefault(w => w.Template == message.Template) is not { } writer)
        {
            return new ComposedMail(null, MessageState.Failed, "template-unknown");
        }

        var written = await writer.WriteAsync(message, recipient, cancellationToken);
        if (written.Letter is not { } letter)
        {
            return ComposedMail.Skip(written.SkipReason ?? "nothing-to-say");
        }

        var rendered = await renderer.RenderAsync(letter, message.Language);
        return new ComposedMail(Address(message, recipient, letter, rendered), null, null);
    }

    private OutgoingMail Address(Message message, MailRecipient recipient, Letter letter, RenderedLetter rendered) =>
        new(message.Id, message.Priority, HeaderText.OneLine(letter.Subject), rendered.Html, rendered.Text)
        {
            From = sender.From,
            To = OneLine(letter.To ?? new MailAddress(recipient.Address, recipient.Name)),
            ReplyTo = letter.ReplyTo is { } replyTo ? HeaderText.OneLine(replyTo) : null,
            Headers = HeaderText.OneLine(HeadersOf(letter)),
            Calendar = letter.Calendar,
        };

    private static MailAddress OneLine(MailAddress to) => new(HeaderText.OneLine(to.Address), HeaderText.OneLine(to.Name));

    // RFC 3834: no holiday notice is to answer what a program sent to one person.
    private static Dictionary<string, string> HeadersOf(Letter letter)
    {
        var headers = new Dictionary<string, string>(letter.Headers, StringComparer.OrdinalIgnoreCase);
        headers.TryAdd("Auto-Submitted", "auto-generated");
        return headers;
    }
}

/// <summary>Either a mail, or the state that the message ends in and why.</summary>
public sealed record ComposedMail(OutgoingMail? Mail, MessageState? End, string? Reason)
{
    /// <summary>Not to be sent any more.</summary>
    public static ComposedMail Skip(string reason) => new(null, MessageState.Skipped, reason);
}
