using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.AddressChanges;

/// <summary>Tells whoever reads the former address that the account has another. It does not name the new one: somebody may have taken the account.</summary>
public sealed class AddressChangedLetter(PortalDbContext db, AddressStandings standings, PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "address-changed";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<AddressChangeData>(message).ChangeId;
        var former = await db.AddressChanges.Where(c => c.Id == id && c.DoneAt != null).Select(c => c.OldAddress).SingleOrDefaultAsync(cancellationToken);
        if (former is null)
        {
            return WrittenLetter.Skip("change-over");
        }

        return await standings.IsDeadAsync(former, cancellationToken)
            ? WrittenLetter.Skip(AddressStandings.Dead)
            : WrittenLetter.Send(Write(recipient.Name) with { To = new MailAddress(former, recipient.Name) });
    }

    private Letter Write(string name) => new(
        texts["Accounts.Mail.Changed.Subject"],
        texts["Accounts.Mail.Changed.Heading", name],
        [
            new LetterBlock.Paragraph(texts["Accounts.Mail.Changed.Text"]),
            new LetterBlock.Paragraph(texts["Accounts.Mail.Changed.NotYou"]),
            new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Changed.Button"], links.To("/organisations"))]),
        ],
        texts["Accounts.Mail.Changed.Why"])
    {
        Preview = texts["Accounts.Mail.Changed.Preview"],
    };
}
