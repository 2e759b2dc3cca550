using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Accounts;

/// <summary>Tells whoever has an account that their address was registered again, which the page does not say.</summary>
public sealed class AlreadyRegisteredLetter(PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "already-registered";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        Task.FromResult(WrittenLetter.Send(new Letter(
            texts["Accounts.Mail.Already.Subject"],
            texts["Accounts.Mail.Already.Heading", recipient.Name],
            [
                new LetterBlock.Paragraph(texts["Accounts.Mail.Already.Text"]),
                new LetterBlock.Buttons(
                [
                    new LetterLink(texts["Accounts.Mail.Already.Button"], links.To("/account/sign-in")),
                    new LetterLink(texts["Accounts.Mail.Already.Forgotten"], links.To("/account/forgotten")),
                ]),
                new LetterBlock.Small(texts["Accounts.Mail.Already.Small"]),
            ],
            texts["Accounts.Mail.Already.Why"])));
}
