using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Tests.Mail.Events;

namespace Portal.Core.Tests.Newsletters.Outcomes;

public sealed class IssueLeaversTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_leaves_by_an_issue_is_counted_once_however_often_they_press(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (amina, _) = (await portal.SubscribeAsync("amina@example.org"), await portal.SubscribeAsync("jo@example.org"));
        var issue = await SentAsync(portal);
        Assert.Equal(0, await LeftAsync(portal, issue));

        Assert.True(await portal.LeaveAsync(amina.Id, issue: issue));
        Assert.True(await portal.LeaveAsync(amina.Id, issue: issue));
        Assert.Equal(1, await LeftAsync(portal, issue));
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("amina@example.org"))!.State);

        // Who comes back and leaves by the same old mail left that issue once.
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.ConfirmAsync(amina.Id);
        Assert.True(await portal.LeaveAsync(amina.Id, issue: issue));
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("amina@example.org"))!.State);
        Assert.Equal(1, await LeftAsync(portal, issue));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_without_an_issue_and_one_of_an_issue_that_never_went_there_let_go_and_count_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        string[] names = ["old", "forged", "foreign", "waiting"];
        var readers = new Dictionary<string, Subscriber>();
        foreach (var name in names)
        {
            readers[name] = await portal.SubscribeAsync($"{name}@example.org");
        }

        var foreign = await portal.NewsletterAsync();
        var issue = await SentAsync(portal);
        var waiting = await portal.SendingAsync();

        Assert.True(await portal.LeaveAsync(readers["old"].Id));
        Assert.True(await portal.LeaveAsync(readers["forged"].Id, issue: Guid.CreateVersion7()));
        Assert.True(await portal.LeaveAsync(readers["foreign"].Id, issue: foreign.Id));
        Assert.True(await portal.LeaveAsync(readers["waiting"].Id, issue: waiting));

        foreach (var name in names)
        {
            Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync($"{name}@example.org"))!.State);
        }

        Assert.Equal((0, 0, 0), (await LeftAsync(portal, issue), await LeftAsync(portal, foreign.Id), await LeftAsync(portal, waiting)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_token_that_is_forged_counts_nothing_and_ends_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (amina, jo) = (await portal.SubscribeAsync("amina@example.org"), await portal.SubscribeAsync("jo@example.org"));
        var issue = await SentAsync(portal);

        Assert.False(await portal.LeaveAsync(amina.Id, portal.Tokens().Leave(jo.Id), issue));

        Assert.Equal(0, await LeftAsync(portal, issue));
        Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync("amina@example.org"))!.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_leaves_by_our_link_and_by_the_providers_own_is_one_whichever_is_heard_first(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (amina, jo) = (await portal.SubscribeAsync("amina@example.org"), await portal.SubscribeAsync("jo@example.org"));
        var issue = await SentAsync(portal);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        var messages = (await portal.MessagesOfAsync(issue)).ToDictionary(m => m.SubscriberId!.Value);
        var now = portal.Clock.GetUtcNow();

        await portal.LeaveAsync(amina.Id, issue: issue);
        await portal.HearAsync(messages[amina.Id].Event("unsubscribe", amina.Address, now.AddMinutes(-1)), messages[amina.Id].Event("delivered", amina.Address, now.AddMinutes(-30)));
        await portal.HearAsync(messages[jo.Id].Event("unsubscribe", jo.Address, now));
        await portal.LeaveAsync(jo.Id, issue: issue);
        Assert.Equal(2, await LeftAsync(portal, issue));

        // Who left and then calls it spam counts as that, as of the provider's events.
        await portal.HearAsync(messages[jo.Id].Event("spamreport", jo.Address, now.AddMinutes(5)));
        Assert.Equal(1, await LeftAsync(portal, issue));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_presses_at_once_on_the_links_of_two_issues_one_is_counted(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(15);
        Guid[] issues = [await SentAsync(portal), await SentAsync(portal)];
        var readers = (await portal.MessagesOfAsync(issues[0])).ConvertAll(m => m.SubscriberId!.Value);

        var answers = await Task.WhenAll(readers.SelectMany(reader => issues.Concat(issues).Select(issue => portal.LeaveAsync(reader, issue: issue))));

        Assert.All(answers, Assert.True);
        Assert.Equal(readers.Count, await LeftAsync(portal, issues[0]) + await LeftAsync(portal, issues[1]));
    }

    private static async Task<Guid> SentAsync(TestPortal portal)
    {
        var id = await portal.SendingAsync();
        await portal.DispatchAsync();
        await portal.PressAsync();
        Assert.All(await portal.MessagesOfAsync(id), m => Assert.Equal(MessageState.Sent, m.State));
        return id;
    }

    private static async Task<int> LeftAsync(TestPortal portal, Guid issue)
    {
        await using var db = portal.NewContext();
        return await db.Newsletters.Where(n => n.Id == issue).Select(n => n.Left).SingleAsync(Token);
    }
}
