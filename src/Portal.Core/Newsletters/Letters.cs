using Portal.Core.Mail;
using Portal.Core.Newsletters.Editions;

namespace Portal.Core.Newsletters;

/// <summary>The letter that an edition becomes.</summary>
internal static class Letters
{
    public static Letter Of(RenderedEdition edition, string footer) =>
        new(edition.Subject, edition.Subject, [new LetterBlock.Rich(edition.Html, edition.Text)], footer) { Preview = edition.Preview };
}
