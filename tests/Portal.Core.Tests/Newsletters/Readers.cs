using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Newsletters;

/// <summary>What tests of newsletters say again and again.</summary>
internal static class Readers
{
    /// <summary>Reads a subscription as it stands now.</summary>
    public static async Task<Subscriber?> FindAsync(this TestPortal portal, string address)
    {
        await using var db = portal.NewContext();
        var normalized = SubscriberAddress.Normalize(address);
        return await db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.NormalizedAddress == normalized);
    }

    /// <summary>Asks for the newsletter and presses the button behind the mailed link.</summary>
    public static async Task<Subscriber> SubscribeAsync(this TestPortal portal, string address, string language = "en")
    {
        await portal.AskAsync(address, language);
        var subscriber = await portal.FindAsync(address);
        await portal.ConfirmAsync(subscriber!.Id);
        return (await portal.FindAsync(address))!;
    }

    public static Task<AskOutcome> AskAsync(this TestPortal portal, string address, string language = "en") =>
        portal.RunAsync<SubscriptionRequests, AskOutcome>(s => s.AskAsync(address, language, CancellationToken.None));

    public static Task<ConfirmOutcome> ConfirmAsync(this TestPortal portal, Guid id, string? token = null) =>
        portal.RunAsync<SubscriptionService, ConfirmOutcome>(s => s.ConfirmAsync(id, token ?? portal.Tokens().Confirm(id), CancellationToken.None));

    /// <summary>Leaves, by a link of an issue if one is named.</summary>
    public static Task<bool> LeaveAsync(this TestPortal portal, Guid id, string? token = null, Guid? issue = null) =>
        portal.RunAsync<SubscriptionService, bool>(s => s.LeaveAsync(id, token ?? portal.Tokens().Leave(id), issue, CancellationToken.None));

    public static SubscriberTokens Tokens(this TestPortal portal) => portal.Services.GetRequiredService<SubscriberTokens>();

    /// <summary>The mail it sent.</summary>
    public static MailBox Inbox(this TestPortal portal) => new(portal.Services.GetRequiredService<IOptions<MailOptions>>().Value.PickupFolder);

    /// <summary>Sends all that is due.</summary>
    public static Task<DispatchReport> DispatchAsync(this TestPortal portal) =>
        portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(CancellationToken.None));

    /// <summary>Does what the job does.</summary>
    public static Task<int> PressAsync(this TestPortal portal) =>
        portal.RunAsync<NewsletterPress, int>(p => p.RunAsync(CancellationToken.None));

    /// <summary>A draft in English, and in French unless it is left out.</summary>
    public static async Task<Guid> DraftAsync(this TestPortal portal, Guid author, string? audience = null, bool french = true, string body = "Hello **all**.")
    {
        List<EditionText> editions = [new("en", "Winter", "What is needed", body)];
        if (french)
        {
            editions.Add(new("fr", "L’hiver", "Ce qu’il faut", "Bonjour **tout le monde**."));
        }

        return (await portal.RunAsync<NewsletterService, Guid?>(s => s.CreateAsync(author, new NewsletterText("en", new AudienceConditions { Languages = audience is null ? [] : [audience] }, editions), Ids.New(portal.Clock), CancellationToken.None)))!.Value;
    }

    /// <summary>Clicks "send" on a draft.</summary>
    public static async Task<bool> SendAsync(this TestPortal portal, Guid author, Guid id) =>
        await portal.SendAsync(author, id, (await portal.DetailsAsync(id)).Version);

    /// <summary>The same in a version that was looked at, and begins at once.</summary>
    public static async Task<bool> SendAsync(this TestPortal portal, Guid author, Guid id, int version)
    {
        var answer = await portal.RunAsync<NewsletterDepartures, DepartureAnswer>(d => d.AskAsync(author, id, version, new(SendTiming.Now) { GoesUnheard = true }, CancellationToken.None));
        await portal.RunAsync<NewsletterDepartures, int>(d => d.StartDueAsync(CancellationToken.None));
        return answer.Outcome == DepartureOutcome.Scheduled;
    }

    /// <summary>An issue whose audience is frozen.</summary>
    public static async Task<Guid> SendingAsync(this TestPortal portal, string body = "Hello **all**.")
    {
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id, body: body);
        await portal.SendAsync(author.Id, id);
        await portal.PressAsync();
        return id;
    }

    /// <summary>Every message of an issue as it stands.</summary>
    public static async Task<List<Message>> MessagesOfAsync(this TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().Where(m => m.NewsletterId == id).OrderBy(m => m.Id).ToListAsync();
    }

    public static async Task<NewsletterDetails> DetailsAsync(this TestPortal portal, Guid id) =>
        (await portal.RunAsync<NewsletterQueries, NewsletterDetails?>(q => q.FindAsync(id, CancellationToken.None)))!;

    public static async Task<NewsletterProgress> ProgressAsync(this TestPortal portal, Guid id) =>
        (await portal.RunAsync<NewsletterQueries, NewsletterProgress?>(q => q.ProgressAsync(id, CancellationToken.None)))!;

    /// <summary>Confirmed subscribers straight in the database.</summary>
    public static async Task AddReadersAsync(this TestPortal portal, int count, string language = "en", SubscriberState state = SubscriberState.Confirmed)
    {
        var rows = Enumerable.Range(0, count).Select(number =>
        {
            Assert.True(SubscriberAddress.TryParse($"{state}-{language}-{number}@example.org", out var address));
            var row = NewSubscribers.Pending(Ids.New(portal.Clock), address, language, portal.Tokens(), portal.Clock.GetUtcNow());
            row.State = state;
            return (object)row;
        });
        await portal.Data.SaveAsync([.. rows]);
    }
}
