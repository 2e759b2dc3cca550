using Microsoft.AspNetCore.Identity;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Accounts;

/// <summary>Brings the link to a new password, made now.</summary>
public sealed class ResetPasswordLetter(UserManager<Supporter> people, PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "reset-password";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        if (recipient.Supporter is not { } supporter)
        {
            return WrittenLetter.Skip("account-gone");
        }

        if (supporter.SuspendedAt is not null)
        {
            return WrittenLetter.Skip("suspended");
        }

        var token = await people.GeneratePasswordResetTokenAsync(supporter);
        return WrittenLetter.Send(new Letter(
            texts["Accounts.Mail.Reset.Subject"],
            texts["Accounts.Mail.Reset.Heading", supporter.DisplayName],
            [
                new LetterBlock.Paragraph(texts["Accounts.Mail.Reset.Text"]),
                new LetterBlock.Buttons([new LetterLink(texts["Accounts.Mail.Reset.Button"], links.To($"/account/reset/{supporter.Id}?token={token}"))]),
                new LetterBlock.Small(texts["Accounts.Mail.Reset.Small", (int)LinkTokens.ResetLifetime.TotalHours]),
            ],
            texts["Accounts.Mail.Reset.Why"]));
    }
}
