using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Testing.Letters;

/// <summary>The newsletter, and the letters about it.</summary>
public static class NewsletterLetters
{
    /// <summary>What an issue itself is called here: no writer writes it, for it goes in batches.</summary>
    public const string Issue = "newsletter";

    internal static IEnumerable<LetterCase> Cases =>
    [
        Confirm("asked", SubscriberState.Pending),
        Confirm("had already", SubscriberState.Confirmed),
        new("newsletter-test", "to its writer", async scene =>
        {
            var writer = await AdministratorAsync(scene);
            var id = await DraftAsync(scene, writer);
            await scene.Portal.RunAsync<NewsletterService, bool>(s => s.TestAsync(writer.Id, id, scene.Setting.Language, CancellationToken.None));
            return await scene.WrittenAsync("newsletter-test", writer);
        }),
        new("newsletter-paused", "bounces", async scene =>
        {
            var writer = await AdministratorAsync(scene);
            var id = await DraftAsync(scene, writer);
            await using var db = scene.Portal.NewContext();
            await db.Newsletters.Where(n => n.Id == id).ExecuteUpdateAsync(set => set.SetProperty(n => n.State, NewsletterState.Paused));
            return await scene.WriteAsync("newsletter-paused", writer, new { NewsletterId = id, Because = "bounces" });
        }),
        new(Issue, "to a reader", async scene =>
        {
            var (writer, subscriber) = (await AdministratorAsync(scene), await SubscriberAsync(scene, SubscriberState.Confirmed));
            var id = await DraftAsync(scene, writer);
            await using var db = scene.Portal.NewContext();
            var version = await db.Newsletters.Where(n => n.Id == id).Select(n => n.Version).SingleAsync();
            await scene.Portal.RunAsync<NewsletterDepartures, DepartureAnswer>(d => d.AskAsync(writer.Id, id, version, new(SendTiming.Now) { GoesUnheard = true }, CancellationToken.None));
            await scene.Portal.RunAsync<NewsletterDepartures, int>(d => d.StartDueAsync(CancellationToken.None));
            await scene.Portal.RunAsync<NewsletterPress, int>(p => p.RunAsync(CancellationToken.None));
            return (await db.Messages.Where(m => m.NewsletterId == id && m.SubscriberId == subscriber).Select(m => m.Id).SingleAsync(), null);
        }),
    ];

    private static LetterCase Confirm(string name, SubscriberState state) => new("newsletter-confirm", name, async scene =>
        await scene.WriteAsync("newsletter-confirm", null, priority: MailPriority.Subscription, subscriberId: await SubscriberAsync(scene, state)));

    private static async Task<Supporter> AdministratorAsync(LetterScene scene)
    {
        var writer = await scene.ReaderAsync();
        await scene.Data.SaveAsync(new CoalitionRole { SupporterId = writer.Id, Kind = CoalitionRoleKind.Administrator, GrantedAt = scene.Portal.Clock.GetUtcNow() });
        return writer;
    }

    private static async Task<Guid> DraftAsync(LetterScene scene, Supporter writer)
    {
        var body = $"Dear **{scene.Setting.Person}**,\n\nsocks, [gloves and hats]({scene.Portal.BaseAddress}/updates), at night too.\n\n{{{{shifts}}}}\n\n- one\n- two\n\n> A word of thanks.";
        List<EditionText> editions = [new("en", "Winter", "What is needed", body), new("fr", "L’hiver", "Ce qu’il faut", body)];
        return (await scene.Portal.RunAsync<NewsletterService, Guid?>(s =>
            s.CreateAsync(writer.Id, new NewsletterText("en", AudienceConditions.Everyone, editions), Ids.New(scene.Portal.Clock), CancellationToken.None)))!.Value;
    }

    private static Task<Guid> SubscriberAsync(LetterScene scene, SubscriberState state) =>
        scene.Data.CreateReaderAsync($"reader-{Ids.New(scene.Portal.Clock):N}@example.org", scene.Setting.Language, state: state);
}
