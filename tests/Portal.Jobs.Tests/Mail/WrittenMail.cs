using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail;

/// <summary>Writes mail that a worker without any test's code can send: letters to subscribers.</summary>
internal static class WrittenMail
{
    private const string Template = "newsletter-confirm";

    /// <summary>A portal on a database that tells the machine's time, as the worker does, or a later one.</summary>
    public static TestPortal PortalOn(TestDatabase database, IReadOnlyDictionary<string, string?> settings, TimeSpan ahead = default)
    {
        TimeProvider clock = ahead == default ? TimeProvider.System : new FakeTimeProvider(TimeProvider.System.GetUtcNow() + ahead);
        return TestPortal.StartOn(database, settings, services => services.AddSingleton(clock));
    }

    /// <summary>So many messages of one priority, each to a subscriber of its own; who is not confirmed gets no newsletter.</summary>
    public static async Task<IReadOnlyList<Guid>> WriteMailAsync(this TestPortal portal, int count, MailPriority priority, bool confirmed = true)
    {
        var clock = portal.Services.GetRequiredService<TimeProvider>();
        var outbox = portal.Services.GetRequiredService<Outbox>();
        await using var db = portal.NewContext();
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var subscriber = Subscriber(clock);
            subscriber.State = confirmed ? SubscriberState.Confirmed : SubscriberState.Pending;
            db.Subscribers.Add(subscriber);
            ids.Add(outbox.Add(db, new MailDraft($"{priority}:{subscriber.Id}", priority, Template, "en") { SubscriberId = subscriber.Id }).Id);
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return ids;
    }

    /// <summary>A newsletter whose audience is still to be made into messages, and its readers.</summary>
    public static async Task<Guid> WriteNewsletterAsync(this TestPortal portal, int readers)
    {
        var clock = portal.Services.GetRequiredService<TimeProvider>();
        var author = await portal.Data.CreateSupporterAsync();
        var now = clock.GetUtcNow();
        var newsletter = new Newsletter { Id = Ids.New(clock), AuthorId = author.Id, MainLanguage = "en", State = NewsletterState.Freezing, CreatedAt = now, StartedAt = now };
        newsletter.Editions.Add(new NewsletterEdition { NewsletterId = newsletter.Id, Language = "en", Subject = "Winter", Body = "Hello **all**." });
        await portal.Data.SaveAsync([newsletter, .. Enumerable.Range(0, readers).Select(_ => Subscriber(clock))]);
        return newsletter.Id;
    }

    /// <summary>Every message as it stands.</summary>
    public static async Task<IReadOnlyList<Message>> AllMailAsync(this TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
    }

    private static Subscriber Subscriber(TimeProvider clock)
    {
        var id = Ids.New(clock);
        return new Subscriber
        {
            Id = id,
            Address = $"{id:N}@example.org",
            NormalizedAddress = $"{id:N}@EXAMPLE.ORG",
            Language = "en",
            State = SubscriberState.Confirmed,
            RequestedAt = clock.GetUtcNow(),
            ConfirmedAt = clock.GetUtcNow(),
            ConsentText = 1,
            AddressHash = id.ToByteArray(),
        };
    }
}
