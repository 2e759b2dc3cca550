using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>What of the second step changed; the person is told each time, for it may not have been them.</summary>
public enum SecondStepChange
{
    /// <summary>An authenticator counts from now on.</summary>
    AuthenticatorAdded,

    /// <summary>It counts no more.</summary>
    AuthenticatorRemoved,

    /// <summary>A passkey was added.</summary>
    PasskeyAdded,

    /// <summary>One was removed.</summary>
    PasskeyRemoved,

    /// <summary>Somebody signed in by a recovery code.</summary>
    RecoveryCodeUsed,

    /// <summary>There are new recovery codes, and those before count no more.</summary>
    CodesRenewed,

    /// <summary>Two others removed all of it, for the person had lost it.</summary>
    Recovered,
}

/// <summary>What the letter is written from.</summary>
internal sealed record SecondStepData(SecondStepChange Change);

/// <summary>Writes to somebody that the second step of their account changed.</summary>
public sealed class SecondStepMail(Outbox outbox, TimeProvider clock)
{
    /// <summary>Adds the mail to the context; the caller saves it with the change.</summary>
    public async Task AddAsync(PortalDbContext db, Guid supporterId, SecondStepChange change, CancellationToken cancellationToken)
    {
        var language = await db.Supporters.Where(s => s.Id == supporterId).Select(s => s.Language).SingleAsync(cancellationToken);
        outbox.Add(db, new MailDraft($"{SecondStepLetter.Name}:{Ids.New(clock)}", MailPriority.Account, SecondStepLetter.Name, language)
        {
            SupporterId = supporterId,
            Data = new SecondStepData(change),
        });
    }
}

/// <summary>Tells somebody what changed in how they sign in, and what to do if it was not them.</summary>
public sealed class SecondStepLetter(PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "second-step-changed";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var change = LetterFacts.DataOf<SecondStepData>(message).Change;
        return Task.FromResult(WrittenLetter.Send(new Letter(
            texts["Accounts.Mail.SecondStep.Subject"],
            texts["Accounts.Mail.SecondStep.Heading", recipient.Name],
            [
                new LetterBlock.Paragraph(texts[$"Accounts.Mail.SecondStep.{change}"]),
                new LetterBlock.Paragraph(texts["Accounts.Mail.SecondStep.NotYou"]),
                new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.SecondStep.Button"], links.To("/account/sessions"))]),
            ],
            texts["Accounts.Mail.SecondStep.Why"])));
    }
}
