using System.Globalization;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Editions;

/// <summary>A newsletter before it is sent, as the whole mail that readers would get now, with links that belong to nobody.</summary>
public sealed class NewsletterPreview(NewsletterQueries queries, NewsletterBlocks blocks, MailRenderer renderer, PortalLinks links, Phrasebook texts)
{
    /// <summary>Both parts of the mail in a language, or null when there is no such text.</summary>
    public async Task<RenderedLetter?> RenderAsync(Guid id, string language, CancellationToken cancellationToken)
    {
        var newsletter = await queries.FindAsync(id, cancellationToken);
        if (newsletter?.Editions.FirstOrDefault(edition => edition.Language == language) is not { } written)
        {
            return null;
        }

        // Flows into the renderer and no further: an asynchronous method hands its caller's culture back.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(language);
        var filled = await blocks.FillAsync([written], cancellationToken);
        var letter = Letters.Of(FrozenEditions.Render(filled[0]), texts["Newsletters.Mail.Why"]) with
        {
            FooterChoice = new LetterLink(texts["Newsletters.Mail.Choose"], links.To("/newsletter")),
            FooterLink = new LetterLink(texts["Newsletters.Mail.Leave"], links.To("/newsletter")),
        };
        return await renderer.RenderAsync(letter, language);
    }
}
