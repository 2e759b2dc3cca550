using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.AddressChanges;

/// <summary>Which change a letter is about.</summary>
internal sealed record AddressChangeData(Guid ChangeId);

/// <summary>
/// Asks at the new address whether it is to be the account's; its link is made now. Whoever has an account with that address already reads
/// so, and nobody else does. It names nobody, for the address may be mistyped.
/// </summary>
public sealed class ChangeAddressLetter(PortalDbContext db, UserManager<Supporter> people, PortalLinks links, Phrasebook texts, TimeProvider clock) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "change-address";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<AddressChangeData>(message).ChangeId;
        var since = clock.GetUtcNow() - AddressChange.Lifetime;
        var change = await db.AddressChanges.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DoneAt == null && c.AskedAt > since, cancellationToken);
        if (change is null || recipient.Supporter is not { } supporter)
        {
            return WrittenLetter.Skip("change-over");
        }

        var normalized = AccountAddress.Normalized(change.NewAddress);
        var letter = await db.Supporters.AnyAsync(s => s.NormalizedEmail == normalized && (s.EmailConfirmed || s.SuspendedAt != null), cancellationToken)
            ? Taken()
            : Question(id, await people.GenerateChangeEmailTokenAsync(supporter, change.NewAddress));
        return WrittenLetter.Send(letter with { To = new MailAddress(change.NewAddress, "") });
    }

    private Letter Question(Guid id, string token) => new(
        texts["Accounts.Mail.Change.Subject"],
        texts["Accounts.Mail.Change.Heading"],
        [
            new LetterBlock.Paragraph(texts["Accounts.Mail.Change.Text"]),
            new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Change.Button"], links.To($"/account/address/{id}?token={token}"))]),
            new LetterBlock.Small(texts["Accounts.Mail.Change.Small", (int)AddressChange.Lifetime.TotalHours]),
        ],
        texts["Accounts.Mail.Change.Why"])
    {
        Preview = texts["Accounts.Mail.Change.Preview"],
    };

    private Letter Taken() => new(
        texts["Accounts.Mail.ChangeTaken.Subject"],
        texts["Accounts.Mail.ChangeTaken.Heading"],
        [
            new LetterBlock.Paragraph(texts["Accounts.Mail.ChangeTaken.Text"]),
            new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Already.Button"], links.To("/account/sign-in"))]),
            new LetterBlock.Small(texts["Accounts.Mail.ChangeTaken.Small"]),
        ],
        texts["Accounts.Mail.Change.Why"])
    {
        Preview = texts["Accounts.Mail.ChangeTaken.Preview"],
    };
}
