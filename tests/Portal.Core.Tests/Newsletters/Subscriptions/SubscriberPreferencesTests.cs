using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Newsletters.Subscriptions;

public sealed class SubscriberPreferencesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_holds_the_link_changes_their_own_and_nobody_elses(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.SubscribeAsync("amina@example.org");
        var jo = await portal.SubscribeAsync("jo@example.org");
        var (shelter, kitchen) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var wanted = new Preferences("fr", "FR", "Asia/Tokyo", [shelter, Guid.CreateVersion7()]);

        foreach (var token in new[] { portal.Tokens().Preferences(jo.Id), portal.Tokens().Leave(amina.Id), "", "x" })
        {
            Assert.False(await SaveAsync(portal, amina.Id, token, wanted, [shelter, kitchen]));
            Assert.Null(await FindAsync(portal, amina.Id, token));
        }

        Assert.True(await SaveAsync(portal, amina.Id, portal.Tokens().Preferences(amina.Id), wanted, [shelter, kitchen]));
        var sheet = (await FindAsync(portal, amina.Id, portal.Tokens().Preferences(amina.Id)))!;
        Assert.Equal(("a•••@e•••.org", true, "fr", "FR", "Asia/Tokyo"), (sheet.MaskedAddress, sheet.IsReader, sheet.Preferences.Language, sheet.Preferences.Country, sheet.Preferences.TimeZone));
        Assert.Equal([shelter], sheet.Preferences.Topics);
        Assert.True(await SaveAsync(portal, amina.Id, portal.Tokens().Preferences(amina.Id), new("xx", "XX", "Nowhere", [kitchen]), [shelter, kitchen]));
        sheet = (await FindAsync(portal, amina.Id, portal.Tokens().Preferences(amina.Id)))!;
        Assert.Equal(("en", null, ""), (sheet.Preferences.Language, sheet.Preferences.Country, sheet.Preferences.TimeZone));
        Assert.Equal([kitchen], sheet.Preferences.Topics);
        Assert.Equal("en", (await portal.FindAsync("jo@example.org"))!.Language);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_left_changes_nothing_any_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.SubscribeAsync("amina@example.org");
        await portal.LeaveAsync(amina.Id);

        Assert.False(await SaveAsync(portal, amina.Id, portal.Tokens().Preferences(amina.Id), new("fr", null, "", []), []));
        Assert.False((await FindAsync(portal, amina.Id, portal.Tokens().Preferences(amina.Id)))!.IsReader);
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("amina@example.org"))!.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Topics_asked_for_are_kept_and_a_readers_own_are_not_touched_by_who_types_their_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (mine, theirs) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AskAsync(portal, mine);
        await portal.ConfirmAsync((await portal.FindAsync("amina@example.org"))!.Id);
        await AskAsync(portal, theirs);

        await using var db = portal.NewContext();
        Assert.Equal(mine, Assert.Single(await db.SubscriberTopics.ToListAsync(TestContext.Current.CancellationToken)).TopicId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_issue_says_where_to_choose_and_where_to_leave_in_both_parts_and_its_headers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, new Dictionary<string, string?> { ["Mail:UnsubscribeMailbox"] = "leave@example.org" });
        var amina = await portal.SubscribeAsync("amina@example.org");
        var author = await portal.Data.CreateAdministratorAsync();
        var issue = await portal.DraftAsync(author.Id);
        await portal.SendAsync(author.Id, issue);
        await portal.PressAsync();
        await portal.DispatchAsync();

        var mail = portal.Inbox().To("amina@example.org").Single(m => m.Subject == "Winter");
        var (choose, leave) = ($"https://localhost/newsletter/preferences/{amina.Id:N}/{portal.Tokens().Preferences(amina.Id)}?i={issue:N}", $"https://localhost/newsletter/unsubscribe?s={amina.Id:N}&t={portal.Tokens().Leave(amina.Id)}&i={issue:N}");
        Assert.Contains(choose, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(choose, mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(leave, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("<newsletter.localhost>", mail.Headers["List-Id"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal($"<{leave}>, <mailto:leave@example.org?subject=unsubscribe>", mail.Headers["List-Unsubscribe"]!.ReplaceLineEndings(""));
    }

    private static Task<bool> SaveAsync(TestPortal portal, Guid id, string token, Preferences wanted, IReadOnlyCollection<Guid> topics) =>
        portal.RunAsync<SubscriberPreferences, bool>(p => p.SaveAsync(id, token, wanted, topics, CancellationToken.None));

    private static Task<PreferencesSheet?> FindAsync(TestPortal portal, Guid id, string token) =>
        portal.RunAsync<SubscriberPreferences, PreferencesSheet?>(p => p.FindAsync(id, token, CancellationToken.None));

    private static Task<AskOutcome> AskAsync(TestPortal portal, Guid topic) =>
        portal.RunAsync<SubscriptionRequests, AskOutcome>(s => s.AskAsync("amina@example.org", "en", [topic], CancellationToken.None));
}
