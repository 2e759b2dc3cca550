using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Newsletters.Subscriptions;

public sealed class AccountSwitchTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_switch_of_a_confirmed_account_is_the_consent(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync(language: "fr");
        Assert.True(await SetAsync(portal, amina.Id, wanted: true));
        var row = await portal.FindAsync(amina.Email!);
        Assert.Equal((SubscriberState.Confirmed, "fr", TestPortal.Begin), (row!.State, row.Language, row.ConfirmedAt));
        Assert.True(await WantsAsync(portal, amina.Id));

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await SetAsync(portal, amina.Id, wanted: false));
        Assert.False(await WantsAsync(portal, amina.Id));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await SetAsync(portal, amina.Id, wanted: true));
        Assert.True(await WantsAsync(portal, amina.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_subscribed_first_and_registered_later_finds_the_same_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync();
        var row = await portal.SubscribeAsync(amina.Email!.ToUpperInvariant());
        Assert.True(await WantsAsync(portal, amina.Id));
        await SetAsync(portal, amina.Id, wanted: false);
        var left = await portal.FindAsync(amina.Email!);
        Assert.Equal((row.Id, SubscriberState.Unsubscribed, amina.Id), (left!.Id, left.State, left.SupporterId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_wish_at_registration_waits_for_the_confirmed_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync(confirmed: false);
        Assert.True(await SetAsync(portal, amina.Id, wanted: true));
        await HonourAsync(portal, amina.Id);
        Assert.Equal(SubscriberState.Pending, (await portal.FindAsync(amina.Email!))!.State);

        await ConfirmAccountAsync(portal, amina.Id);
        await HonourAsync(portal, amina.Id);
        Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync(amina.Email!))!.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_unconfirmed_account_cannot_end_somebody_elses_subscription(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.SubscribeAsync("amina@example.org");
        var stranger = await portal.Data.CreateSupporterAsync(confirmed: false, email: "amina@example.org");
        await SetAsync(portal, stranger.Id, wanted: false);
        await SetAsync(portal, stranger.Id, wanted: true);
        await SetAsync(portal, stranger.Id, wanted: false);
        Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync("amina@example.org"))!.State);
        Assert.False(await WantsAsync(portal, stranger.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Switching_on_many_times_at_once_makes_one_subscription(DatabaseProvider provider)
    {
        const int hands = 8;
        await using var portal = await TestPortal.StartAsync(provider);
        using var start = new Barrier(hands);
        for (var round = 0; round < 5; round++)
        {
            var amina = await portal.Data.CreateSupporterAsync();

            var set = await Task.WhenAll(Enumerable.Range(0, hands).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return SetAsync(portal, amina.Id, wanted: true);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

            Assert.All(set, Assert.True);
            Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync(amina.Email!))!.State);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_switch_revives_no_suppressed_address(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(1, state: SubscriberState.Suppressed);
        var person = await portal.Data.CreateSupporterAsync(email: "suppressed-en-0@example.org");
        Assert.False(await SetAsync(portal, person.Id, wanted: true));
        Assert.Equal(SubscriberState.Suppressed, (await portal.FindAsync(person.Email!))!.State);
    }

    private static Task<bool> SetAsync(TestPortal portal, Guid id, bool wanted) =>
        portal.RunAsync<SubscriptionService, bool>(s => s.SetForSupporterAsync(id, wanted, CancellationToken.None));

    private static Task<bool> WantsAsync(TestPortal portal, Guid id) =>
        portal.RunAsync<SubscriptionQueries, bool>(q => q.WantsAsync(id, CancellationToken.None));

    private static Task HonourAsync(TestPortal portal, Guid id) =>
        portal.RunAsync<SubscriptionService>(s => s.HonourWishAsync(id, CancellationToken.None));

    private static async Task ConfirmAccountAsync(TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        (await db.Supporters.FindAsync(id))!.EmailConfirmed = true;
        await db.SaveChangesAsync();
    }
}
