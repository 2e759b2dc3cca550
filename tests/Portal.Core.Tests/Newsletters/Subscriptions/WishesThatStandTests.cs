using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Tests.Mail.Events;

namespace Portal.Core.Tests.Newsletters.Subscriptions;

/// <summary>What somebody wished stands, whatever becomes of the address meanwhile and whoever else types it.</summary>
public sealed class WishesThatStandTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_leaves_while_their_address_is_dead_stays_away_when_it_works_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var proofs = portal.Services.GetRequiredService<AddressProofs>();
        foreach (var (name, bySwitch) in new[] { ("link", false), ("switch", true) })
        {
            var person = await portal.Data.CreateSupporterAsync(email: $"{name}@example.org");
            var reader = await portal.SubscribeAsync(person.Email!);
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await portal.HearAsync((await portal.MessageAsync(person)).Event("bounce", person.Email!, portal.Clock.GetUtcNow()));
            Assert.Equal(SubscriberState.Suppressed, (await portal.FindAsync(reader.Address))!.State);

            portal.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(await (bySwitch ? SetAsync(portal, person.Id, wanted: false) : portal.LeaveAsync(reader.Id)));
            Assert.Equal((SubscriberState.Suppressed, portal.Clock.GetUtcNow()), ((await portal.FindAsync(reader.Address))!.State, (await portal.FindAsync(reader.Address))!.LeftAt));

            await proofs.TakeAsync(reader.Address, Stop);
            Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync(reader.Address))!.State);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stranger_who_registers_with_an_address_ends_nothing_and_names_nobody(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var stranger = await portal.Data.CreateSupporterAsync("Click evil dot example", confirmed: false, email: "victim@example.org");
        await SetAsync(portal, stranger.Id, wanted: true);
        Assert.Equal(stranger.Id, (await portal.FindAsync("victim@example.org"))!.SupporterId);

        await portal.AskAsync("victim@example.org");
        await portal.DispatchAsync();
        var reader = (await portal.FindAsync("victim@example.org"))!;
        await portal.ConfirmAsync(reader.Id);
        await SetAsync(portal, stranger.Id, wanted: false);

        Assert.Equal((SubscriberState.Confirmed, null), ((await portal.FindAsync(reader.Address))!.State, (await portal.FindAsync(reader.Address))!.SupporterId));
        await using var db = portal.NewContext();
        await db.Subscribers.ExecuteUpdateAsync(set => set.SetProperty(s => s.SupporterId, stranger.Id), Stop);
        await SetAsync(portal, stranger.Id, wanted: false);
        Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync(reader.Address))!.State);
        await portal.SendingAsync();
        await portal.DispatchAsync();
        Assert.Equal(2, portal.Inbox().All().Count(mail => mail.To.Mailboxes.Single().Address == reader.Address));
        Assert.All(portal.Inbox().All(), mail => Assert.DoesNotContain("evil", $"{mail.To} {mail.TextBody} {mail.HtmlBody}", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_left_at_an_address_is_not_brought_back_by_an_account_that_moves_there(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var person = await portal.Data.CreateSupporterAsync(email: "first@example.org");
        Assert.True(await SetAsync(portal, person.Id, wanted: true));
        var there = await portal.SubscribeAsync("second@example.org");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.LeaveAsync(there.Id);

        Assert.Equal(new AskChangeOutcome(), await portal.RunAsync<AddressChangeService, AskChangeOutcome>(s => s.AskAsync(person.Id, "second@example.org", TestData.Password, "192.0.2.1", Stop)));
        await using var db = portal.NewContext();
        var change = await db.AddressChanges.Select(c => c.Id).SingleAsync(Stop);
        var token = await portal.RunAsync<UserManager<Supporter>, string>(async people => await people.GenerateChangeEmailTokenAsync((await people.FindByIdAsync($"{person.Id}"))!, "second@example.org"));
        var outcome = await portal.RunAsync<AddressChangeService, ConfirmChangeOutcome>(s => s.ConfirmAsync(change, token, person.Id, null, "192.0.2.1", Stop));

        Assert.Equal(ConfirmChangeResult.Changed, outcome.Result);
        Assert.Equal((SubscriberState.Unsubscribed, person.Id), ((await portal.FindAsync("second@example.org"))!.State, (await portal.FindAsync("second@example.org"))!.SupporterId));
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("first@example.org"))!.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_called_a_mail_spam_before_subscribing_is_told_so_and_counted_as_left_out(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var person = await portal.Data.CreateSupporterAsync(email: "cross@example.org");
        await portal.HearAsync((await portal.MessageAsync(person)).Event("spamreport", person.Email!, portal.Clock.GetUtcNow()));
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.False(await SetAsync(portal, person.Id, wanted: true));
        await portal.AskAsync(person.Email!);
        await portal.DispatchAsync();
        Assert.Equal((SubscriberState.Suppressed, AddressVerdicts.Complained), ((await portal.FindAsync(person.Email!))!.State, (await portal.FindAsync(person.Email!))!.SuppressedBecause));
        Assert.Empty(portal.Inbox().All());

        // Also where a subscription stood before the standing was known to it.
        await using var db = portal.NewContext();
        await db.Subscribers.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, SubscriberState.Confirmed), Stop);
        var groups = await AudienceQuery.Groups(db, AudienceConditions.Everyone, portal.Clock.GetUtcNow()).ToListAsync(Stop);
        Assert.Equal([(LeftOut.Suppressed, 1)], groups.Select(g => (g.Reason, g.Count)));
        Assert.Empty(await portal.MessagesOfAsync(await portal.SendingAsync()));
    }

    private static Task<bool> SetAsync(TestPortal portal, Guid id, bool wanted) =>
        portal.RunAsync<SubscriptionService, bool>(s => s.SetForSupporterAsync(id, wanted, Stop));
}
