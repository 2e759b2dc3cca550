using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Accounts.Deletion;

/// <summary>The names of the letters about the end of an account.</summary>
internal static class DeletionLetters
{
    /// <summary>It will be erased, and how to stop it.</summary>
    public const string Asked = "deletion-asked";

    /// <summary>The last one: it is being erased.</summary>
    public const string Done = "account-deleted";

    /// <summary>It was not erased, for its person has become the last one of something.</summary>
    public const string Stopped = "deletion-stopped";

    /// <summary>Nobody used it for long.</summary>
    public const string Idle = "idle-warning";

    /// <summary>One of each kind for each time that it was asked for.</summary>
    public static string KeyOf(string template, AccountDeletion deletion) => FormattableString.Invariant($"{template}:{deletion.SupporterId:N}:{deletion.AskedAt.UtcTicks}");
}

/// <summary>Says when an account will be erased, and how to stop that.</summary>
internal sealed class DeletionAskedLetter(PortalDbContext db, PortalLinks links, Phrasebook texts, IOptions<PortalOptions> portal) : ILetterWriter
{
    public string Template => DeletionLetters.Asked;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        if (recipient.Supporter is not { } person
            || await db.AccountDeletions.AsNoTracking().FirstOrDefaultAsync(d => d.SupporterId == person.Id && d.ClosedAt == null, cancellationToken) is not { } deletion)
        {
            return WrittenLetter.Skip("changed");
        }

        var wall = WallTime.At(deletion.DueAt, WallTime.FindZone(person.TimeZone) ?? WallTime.Zone(portal.Value.TimeZone));
        var when = texts["Bookings.Mail.Moment", Days.Of(DateOnly.FromDateTime(wall), "dddd d MMMM"), wall.ToString(texts["Bookings.Mail.ClockFormat"], CultureInfo.CurrentCulture)];
        return WrittenLetter.Send(new Letter(
            texts["Accounts.Mail.Deletion.Subject"],
            texts["Accounts.Mail.Deletion.Heading", recipient.Name],
            [
                new LetterBlock.Paragraph(texts["Accounts.Mail.Deletion.Text", when]),
                new LetterBlock.Paragraph(texts["Accounts.Mail.Deletion.Stop"]),
                new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Deletion.Button"], links.To("/account/data"))]),
                new LetterBlock.Small(texts["Accounts.Mail.Deletion.Small"]),
            ],
            texts["Accounts.Mail.Deletion.Why"]));
    }
}

/// <summary>The last mail. Whoever reads it has no account any more, or will have none within minutes.</summary>
internal sealed class AccountDeletedLetter(Phrasebook texts) : ILetterWriter
{
    public string Template => DeletionLetters.Done;

    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) => Task.FromResult(WrittenLetter.Send(new Letter(
        texts["Accounts.Mail.Deleted.Subject"],
        texts["Accounts.Mail.Deleted.Heading", recipient.Name],
        [
            new LetterBlock.Paragraph(texts["Accounts.Mail.Deleted.Text"]),
            new LetterBlock.Paragraph(texts["Accounts.Mail.Deleted.Stays"]),
            new LetterBlock.Paragraph(texts["Accounts.Mail.Deleted.Thanks"]),
        ],
        texts["Accounts.Mail.Deleted.Why"])));
}

/// <summary>Says that an account was not erased, because its person is needed first.</summary>
internal sealed class DeletionStoppedLetter(PortalLinks links, Phrasebook texts) : ILetterWriter
{
    public string Template => DeletionLetters.Stopped;

    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) => Task.FromResult(WrittenLetter.Send(new Letter(
        texts["Accounts.Mail.Stopped.Subject"],
        texts["Accounts.Mail.Stopped.Heading", recipient.Name],
        [
            new LetterBlock.Paragraph(texts["Accounts.Mail.Stopped.Text"]),
            new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Stopped.Button"], links.To("/account/data"))]),
        ],
        texts["Accounts.Mail.Deletion.Why"])));
}

/// <summary>Warns that an account goes if nobody uses it.</summary>
internal sealed class IdleWarningLetter(PortalDbContext db, PortalLinks links, Phrasebook texts) : ILetterWriter
{
    public string Template => DeletionLetters.Idle;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var day = LetterFacts.DataOf<IdleLetterData>(message).Day;
        var written = DateOnly.FromDateTime(message.CreatedAt.UtcDateTime);
        if (recipient.Supporter is not { } person || await db.LastVisits.AnyAsync(v => v.SupporterId == person.Id && v.Day >= written, cancellationToken))
        {
            return WrittenLetter.Skip("changed");
        }

        return WrittenLetter.Send(new Letter(
            texts["Accounts.Mail.Idle.Subject"],
            texts["Accounts.Mail.Idle.Heading", recipient.Name],
            [
                new LetterBlock.Paragraph(texts["Accounts.Mail.Idle.Text", Days.Of(day, "d MMMM yyyy")]),
                new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Idle.Button"], links.To("/account/sign-in"))]),
                new LetterBlock.Small(texts["Accounts.Mail.Idle.Small"]),
            ],
            texts["Accounts.Mail.Idle.Why"]));
    }
}
