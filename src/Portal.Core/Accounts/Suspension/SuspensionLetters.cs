using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.Suspension;

/// <summary>Tells somebody that their account is suspended, what that means and whom to write to; or that it is theirs again. It says no reason: mail is read by many.</summary>
internal sealed class SuspendedLetter(PortalDbContext db, PortalLinks links, Phrasebook texts, TimeProvider clock) : ILetterWriter
{
    public const string Name = "account-suspended";

    public string Template => Name;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<SuspensionData>(message);
        if (recipient.Supporter is not { } person || person.SuspendedAt is null != data.IsLifted)
        {
            return WrittenLetter.Skip("changed");
        }

        return WrittenLetter.Send(data.IsLifted ? Lifted(recipient.Name) : Begun(recipient.Name, await AddressesAsync(person.Id, cancellationToken)));
    }

    private Letter Begun(string name, List<string> addresses) => new(
        texts["Accounts.Suspension.Mail.Subject"],
        texts["Accounts.Suspension.Mail.Heading", name],
        [
            new LetterBlock.Paragraph(texts["Accounts.Suspension.Mail.Text"]),
            new LetterBlock.Paragraph(texts["Accounts.Suspension.Mail.Means"]),
            new LetterBlock.Paragraph(addresses.Count > 0 ? texts["Accounts.Suspension.Mail.WriteTo", string.Join(", ", addresses)] : texts["Accounts.Suspension.Mail.Write"]),
            new LetterBlock.Buttons([new LetterLink(texts["Accounts.Suspension.Mail.Organisations"], links.To("/organisations"))]),
            new LetterBlock.Small(texts["Accounts.Suspension.Mail.Rights"]),
        ],
        texts["Accounts.Suspension.Mail.Why"]);

    private Letter Lifted(string name) => new(
        texts["Accounts.Suspension.Mail.LiftedSubject"],
        texts["Accounts.Suspension.Mail.Heading", name],
        [
            new LetterBlock.Paragraph(texts["Accounts.Suspension.Mail.LiftedText"]),
            new LetterBlock.Paragraph(texts["Accounts.Suspension.Mail.LiftedMeans"]),
            new LetterBlock.Buttons([new LetterLink(texts["Accounts.Suspension.Mail.SignIn"], links.To("/account/sign-in"))]),
        ],
        texts["Accounts.Suspension.Mail.Why"]);

    private async Task<List<string>> AddressesAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.Memberships.Where(m => m.SupporterId == supporterId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
            .Join(db.Organisations, m => m.OrganisationId, o => o.Id, (m, o) => o.PublicEmail).Where(address => address != null).Select(address => address!)
            .Distinct().OrderBy(address => address).ToListAsync(cancellationToken);
    }
}

/// <summary>Tells those who organise where somebody belongs, and administrators, that the account is suspended or is no more.</summary>
internal sealed class SuspensionToldLetter(PortalDbContext db, Phrasebook texts) : ILetterWriter
{
    public const string Name = "suspension-told";

    public string Template => Name;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<SuspensionData>(message);
        var names = await db.Supporters.Where(s => s.Id == data.SubjectId || s.Id == data.ActorId).ToDictionaryAsync(s => s.Id, s => s.DisplayName, cancellationToken);
        var (nobody, how) = (texts["Accounts.TwoPersons.Nobody"], data.IsLifted ? "Lifted" : "Begun");
        return WrittenLetter.Send(new Letter(
            texts[$"Accounts.Suspension.Told.{how}"],
            texts[$"Accounts.Suspension.Told.{how}"],
            [
                new LetterBlock.Paragraph(texts[$"Accounts.Suspension.Told.{how}Text", names.GetValueOrDefault(data.SubjectId, nobody), names.GetValueOrDefault(data.ActorId, nobody)]),
                new LetterBlock.Paragraph(texts[$"Accounts.Suspension.Told.{how}Means"]),
                new LetterBlock.Small(texts["Accounts.TwoPersons.Mail.Odd"]),
            ],
            texts["Accounts.Suspension.Told.Why"]));
    }
}
