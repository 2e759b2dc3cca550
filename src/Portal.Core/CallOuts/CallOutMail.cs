using Portal.Core.Mail;

namespace Portal.Core.CallOuts;

/// <summary>The mails about call-outs, as the outbox takes them.</summary>
internal static class CallOutMail
{
    public const string AskedTemplate = "call-out";

    /// <summary>The question to one person: at once, or when their quiet hours end. Never after the shift began.</summary>
    public static MailDraft Asked(Guid callOutId, Reached person, DateTimeOffset startsAt) =>
        new($"call-out:{callOutId}:{person.SupporterId}", MailPriority.Booking, AskedTemplate, person.Language)
        {
            SupporterId = person.SupporterId,
            Data = new CallOutLetterData(callOutId),
            NotBefore = person.AskAt,
            ExpiresAt = startsAt,
        };
}

/// <summary>What a letter about a call-out carries.</summary>
internal sealed record CallOutLetterData(Guid CallOutId);
