using Microsoft.AspNetCore.Identity;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Accounts;

/// <summary>Asks whoever owns an address to confirm it, by link or by code. Both are made now.</summary>
public sealed class ConfirmAddressLetter(UserManager<Supporter> people, EmailCodes codes, PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "confirm-address";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        if (recipient.Supporter is not { EmailConfirmed: false, SuspendedAt: null } supporter)
        {
            return WrittenLetter.Skip("confirmed-already");
        }

        var token = await people.GenerateEmailConfirmationTokenAsync(supporter);
        var digits = await codes.MakeAsync(supporter.Id, cancellationToken);
        return WrittenLetter.Send(new Letter(
            texts["Accounts.Mail.Confirm.Subject"],
            texts["Accounts.Mail.Confirm.Heading", supporter.DisplayName],
            [
                new LetterBlock.Paragraph(texts["Accounts.Mail.Confirm.Text"]),
                new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Confirm.Button"], links.To($"/account/confirm/{supporter.Id}?token={token}"))]),
                new LetterBlock.Paragraph(texts["Accounts.Mail.Confirm.CodeText"]),
                new LetterBlock.Code(digits),
                new LetterBlock.Small(texts["Accounts.Mail.Confirm.Small", (int)EmailCodes.Lifetime.TotalMinutes, LinkTokens.ConfirmLifetime.Days]),
            ],
            texts["Accounts.Mail.Confirm.Why"])
        {
            Preview = texts["Accounts.Mail.Confirm.Preview"],
        });
    }
}
