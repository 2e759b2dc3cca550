using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Data.Demo;

/// <summary>One newsletter that was sent to its readers and stands in the archive, and one being written.</summary>
internal static class DemoNewsletters
{
    public static void Add(PortalDbContext db, TimeProvider clock, DemoCrowd people, IReadOnlyList<Subscriber> readers)
    {
        var now = clock.GetUtcNow();
        var sent = new Newsletter
        {
            Id = Guid.CreateVersion7(now.AddDays(-20)),
            AuthorId = people.Administrator.Id,
            MainLanguage = "en",
            State = NewsletterState.Sent,
            CreatedAt = now.AddDays(-22),
            StartedAt = now.AddDays(-20),
            SentAt = now.AddDays(-20).AddMinutes(2),
            Recipients = readers.Count,
            FreezeCursor = readers.Max(reader => reader.Id),
        };
        Edition(sent, "en", "Winter is here, and so are you", "What happened in a month, and one thing to do.", "## What happened\n\nThe nights are below zero. Because of you there was **food every evening**, and firewood for most of them.\n\n## One thing to do\n\nBring people together: one kitchen table, one film, one box of gloves. Write to us, we send you what you need.\n\nThank you for standing with us.");
        Edition(sent, "fr", "L’hiver est là, et vous aussi", "Un mois en bref, et une chose à faire.", "## Ce qui s’est passé\n\nLes nuits descendent sous zéro. Grâce à vous, il y a eu **à manger chaque soir**, et du bois presque toujours.\n\n## Une chose à faire\n\nRéunissez du monde : une table de cuisine, un film, un carton de gants. Écrivez-nous, nous vous envoyons le nécessaire.\n\nMerci d’être à nos côtés.");
        var draft = new Newsletter { Id = Ids.New(clock), AuthorId = people.Administrator.Id, MainLanguage = "en", CreatedAt = now.AddDays(-1) };
        Edition(draft, "en", "Seven groups, one winter", "Who we are, and who needs what.", "## Who we are\n\nSeven groups share one warehouse, one road and one winter.\n\n## Who needs what\n\n- drivers in the evening\n- translators from home\n- gloves, size L and up");
        Edition(draft, "fr", "Sept groupes, un hiver", "Qui nous sommes, et de quoi chacun a besoin.", "## Qui nous sommes\n\nSept groupes partagent un entrepôt, une route et un hiver.\n\n## De quoi nous avons besoin\n\n- des personnes qui conduisent le soir\n- des personnes qui traduisent de chez elles\n- des gants, taille L et plus");
        db.Newsletters.AddRange(sent, draft);
        Send(db, sent, readers);
    }

    /// <summary>The rows that freezing and sending leave: one for each reader, taken by the provider.</summary>
    private static void Send(PortalDbContext db, Newsletter issue, IEnumerable<Subscriber> readers)
    {
        var outbox = new Outbox(new FixedClock(issue.StartedAt!.Value));
        foreach (var reader in readers)
        {
            var draft = new MailDraft($"{AudienceSlice.Template}:{issue.Id}:{reader.Id}", MailPriority.Newsletter, AudienceSlice.Template, reader.Language) { SubscriberId = reader.Id, NewsletterId = issue.Id };
            var message = db.Entry(outbox.Add(db, draft));
            message.Property(m => m.State).CurrentValue = MessageState.Sent;
            message.Property(m => m.Attempts).CurrentValue = 1;
            message.Property(m => m.SettledAt).CurrentValue = issue.SentAt;
        }

        db.NewsletterTallies.Add(new NewsletterTally { NewsletterId = issue.Id, State = MessageState.Sent, Reason = "", Count = issue.Recipients });
    }

    private static void Edition(Newsletter newsletter, string language, string subject, string preview, string body) => newsletter.Editions.Add(new NewsletterEdition
    {
        NewsletterId = newsletter.Id,
        Language = language,
        Subject = subject,
        Preview = preview,
        Body = body,
    });
}
