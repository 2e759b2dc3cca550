using Portal.Core.Resources;

namespace Portal.Core.Mail.Standings;

/// <summary>Goes to an address that is tried again because its owner says that it works: whoever reads it knows that it does.</summary>
public sealed class AddressWorksLetter(PortalLinks links, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "address-works";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        Task.FromResult(WrittenLetter.Send(new Letter(
            texts["Mail.AddressWorks.Subject"],
            texts["Mail.AddressWorks.Heading", recipient.Name],
            [
                new LetterBlock.Paragraph(texts["Mail.AddressWorks.Text"]),
                new LetterBlock.Buttons([new LetterLink(texts["Mail.AddressWorks.Button"], links.To("/my/shifts"))]),
            ],
            texts["Mail.AddressWorks.Why"])));
}
