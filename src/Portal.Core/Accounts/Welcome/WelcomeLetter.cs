using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Updates;

namespace Portal.Core.Accounts.Welcome;

/// <summary>Writes the three mails of the welcome, each unless it was stopped, or its reader has taken a place meanwhile.</summary>
internal sealed class WelcomeLetter(PortalDbContext db, UpdateQueries updates, WelcomeTokens tokens, PortalLinks links, Phrasebook texts, IOptions<PortalOptions> portal) : ILetterWriter
{
    private const int Few = 2;

    public string Template => WelcomeSeries.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var (step, person) = (LetterFacts.DataOf<WelcomeData>(message).Step, recipient.Supporter);
        if (person is not { WelcomeFrom: not null })
        {
            return WrittenLetter.Skip("stopped");
        }

        if (await db.Helping().ContainsAsync(person.Id, cancellationToken))
        {
            return WrittenLetter.Skip("done-already");
        }

        var blocks = step switch
        {
            WelcomeStep.Happening => await HappeningAsync(cancellationToken),
            WelcomeStep.Groups => await GroupsAsync(cancellationToken),
            _ => OneThing(person.Intentions),
        };
        var stop = links.To($"/welcome/stop?p={person.Id:N}&t={tokens.Of(person.Id)}");
        var subject = texts[$"Welcome.Mail.{step}"];
        return WrittenLetter.Send(new Letter(subject, subject, [new LetterBlock.Paragraph(texts[step == WelcomeStep.OneThing && person.Intentions.Count == 0 ? "Welcome.Mail.OneThingAny" : $"Welcome.Mail.{step}Text"]), .. blocks], texts["Welcome.Mail.Why"])
        {
            FooterLink = new(texts["Welcome.Mail.Stop"], stop),
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = $"<{stop}>" },
        });
    }

    private async Task<IReadOnlyList<LetterBlock>> HappeningAsync(CancellationToken cancellationToken)
    {
        var newest = await updates.NewestAsync(Few, cancellationToken);
        return [.. newest.Updates.Select(update => new LetterBlock.Paragraph(update.Title)), Button("Happening", "/updates")];
    }

    private async Task<IReadOnlyList<LetterBlock>> GroupsAsync(CancellationToken cancellationToken)
    {
        var groups = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).Select(o => o.Name).ToListAsync(cancellationToken);
        return [.. groups.Count > 0 ? [new LetterBlock.Paragraph(string.Join('\n', groups))] : Array.Empty<LetterBlock>(), Button("Groups", "/organisations")];
    }

    private List<LetterBlock> OneThing(List<string> wishes)
    {
        var wish = wishes.Count > 0 ? wishes[0] : Intentions.InCalais;
        var thing = wish switch
        {
            Intentions.FromHome => new LetterLink(texts["Welcome.from-home.All"], links.To("/shifts?remote=true")),
            Intentions.Give when portal.Value.DonationPage is { } page => new LetterLink(texts["Welcome.give.Page"], page),
            Intentions.Give => new LetterLink(texts["Welcome.give.Groups"], links.To("/organisations")),
            Intentions.SpeakUp => new LetterLink(texts["Actions.List"], links.To("/actions")),
            Intentions.Gather => new LetterLink(texts["Welcome.gather.Group"], links.To("/shifts")),
            _ => new LetterLink(texts["Welcome.Mail.OneThingLink"], links.To("/shifts")),
        };
        return [new LetterBlock.Paragraph(texts[$"Welcome.{wish}"]), new LetterBlock.Buttons([thing])];
    }

    private LetterBlock.Buttons Button(string step, string path) => new([new LetterLink(texts[$"Welcome.Mail.{step}Link"], links.To(path))]);
}
