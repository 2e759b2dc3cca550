using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Tests.Mail.Events;

namespace Portal.Core.Tests.Mail.Standings;

public sealed class AddressStandingsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_dead_address_gets_nothing_but_what_its_owner_asks_for(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, more: MailTests.Writers);
        var amina = await portal.Data.CreateSupporterAsync();
        await DieAsync(portal, amina);

        var booking = await portal.WriteAsync(amina, "booking");
        var account = await portal.WriteAsync(amina, "account", priority: MailPriority.Account);
        await portal.DispatchAsync();

        Assert.Equal((MessageState.Skipped, "address-dead"), ((await portal.ReadAsync(booking)).State, (await portal.ReadAsync(booking)).Reason));
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(account)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Trying_again_revives_the_address_with_a_mail_and_no_older_event_kills_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, more: MailTests.Writers);
        var amina = await portal.Data.CreateSupporterAsync();
        var late = await portal.MessageAsync(amina);
        var lateEvent = late.Event("bounce", amina.Email!, portal.Clock.GetUtcNow());
        await DieAsync(portal, amina);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TryAgainOutcome.Tried, await TryAsync(portal, amina));
        Assert.False(await IsDeadAsync(portal, amina));
        await portal.HearAsync(lateEvent);
        Assert.False(await IsDeadAsync(portal, amina));
        Assert.Equal(TryAgainOutcome.NotDead, await TryAsync(portal, amina));
        Assert.Contains("Your address works", (await Letters.WriteAsync(portal, AddressWorksLetter.Name, amina)).Letter!.Subject, StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromHours(1));
        await DieAsync(portal, amina);
        Assert.True(await IsDeadAsync(portal, amina));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_bounce_within_the_second_of_a_proof_or_of_a_subscription_counts_for_the_provider_tells_no_parts_of_seconds(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        portal.Clock.Advance(TimeSpan.FromMilliseconds(156));
        var amina = await portal.Data.CreateSupporterAsync(email: "reader0@example.org");
        await portal.SubscribersAsync(1);
        var asked = portal.Clock.GetUtcNow().AddDays(-30);
        await portal.HearAsync((await portal.MessageAsync(amina)).Event("spamreport", amina.Email!, asked.AddSeconds(-1)));
        Assert.Equal((SubscriberState.Confirmed, null), await SubscriberAsync(portal));
        await portal.HearAsync((await portal.MessageAsync(amina)).Event("spamreport", amina.Email!, asked));
        Assert.Equal((SubscriberState.Suppressed, "complained"), await SubscriberAsync(portal));
        await DieAsync(portal, amina);
        Assert.Equal(TryAgainOutcome.Tried, await TryAsync(portal, amina));
        var (proven, again) = (portal.Clock.GetUtcNow(), await portal.MessageAsync(amina));
        portal.Clock.Advance(TimeSpan.FromSeconds(5));

        await portal.HearAsync(again.Event("bounce", amina.Email!, proven.AddSeconds(-1)));
        Assert.False(await IsDeadAsync(portal, amina));
        await portal.HearAsync((await portal.MessageAsync(amina)).Event("bounce", amina.Email!, proven));
        Assert.True(await IsDeadAsync(portal, amina));
    }

    [Fact]
    public async Task Trying_again_has_an_end_for_the_day()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var amina = await portal.Data.CreateSupporterAsync();
        var outcomes = new List<TryAgainOutcome>();
        for (var count = 0; count < 10; count++)
        {
            await DieAsync(portal, amina);
            outcomes.Add(await TryAsync(portal, amina));
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(TryAgainOutcome.Tried, outcomes[0]);
        Assert.Equal(TryAgainOutcome.TooOften, outcomes[^1]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_subscription_follows_its_address_and_comes_back_with_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync(email: "reader0@example.org");
        await portal.SubscribersAsync(1);
        await DieAsync(portal, amina);
        Assert.Equal((SubscriberState.Suppressed, "bounced"), await SubscriberAsync(portal));
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await TryAsync(portal, amina);

        Assert.Equal((SubscriberState.Confirmed, null), await SubscriberAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_complaint_stays_when_the_address_is_set_right(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.Data.CreateSupporterAsync(email: "reader0@example.org");
        await portal.SubscribersAsync(1);
        await portal.HearAsync((await portal.MessageAsync(amina)).Event("spamreport", amina.Email!, portal.Clock.GetUtcNow()));
        Assert.False(await IsDeadAsync(portal, amina));
        await DieAsync(portal, amina);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        await TryAsync(portal, amina);

        Assert.Equal((SubscriberState.Suppressed, "complained"), await SubscriberAsync(portal));
        await using var db = portal.NewContext();
        Assert.NotNull((await db.AddressStandings.SingleAsync(Stop)).ComplainedAt);
    }

    [Theory]
    [InlineData("spamreport")]
    [InlineData("unsubscribe")]
    [InlineData("bounce")]
    public async Task An_event_from_before_a_new_subscription_ends_nothing(string kind)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var amina = await portal.Data.CreateSupporterAsync(email: "reader0@example.org");
        await portal.SubscribersAsync(1);

        await portal.HearAsync((await portal.MessageAsync(amina)).Event(kind, amina.Email!, portal.Clock.GetUtcNow().AddDays(-31)));

        Assert.Equal((SubscriberState.Confirmed, null), await SubscriberAsync(portal));
        Assert.False(await IsDeadAsync(portal, amina));
    }

    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(4, 0, false)]
    [InlineData(8, 10, false)]
    public async Task Passing_troubles_kill_an_address_when_they_come_close_together(int count, int daysBetween, bool dead)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var amina = await portal.Data.CreateSupporterAsync();
        for (var number = 0; number < count; number++)
        {
            await portal.HearAsync((await portal.MessageAsync(amina)).Event("blocked", amina.Email!, portal.Clock.GetUtcNow()));
            portal.Clock.Advance(TimeSpan.FromDays(daysBetween));
        }

        Assert.Equal(dead, await IsDeadAsync(portal, amina));
    }

    [Fact]
    public void A_passing_trouble_weighs_next_to_nothing_after_thirty_days()
    {
        var standing = new AddressStanding { AddressHash = [] };
        StandingRules.Stumble(standing, TestPortal.Begin, "blocked");
        StandingRules.Stumble(standing, TestPortal.Begin.AddDays(30), "blocked");

        Assert.InRange(standing.SoftScore, 1, 1.02);
    }

    private static async Task DieAsync(TestPortal portal, Supporter supporter) =>
        await portal.HearAsync((await portal.MessageAsync(supporter)).Event("bounce", supporter.Email!, portal.Clock.GetUtcNow()));

    private static Task<TryAgainOutcome> TryAsync(TestPortal portal, Supporter supporter) =>
        portal.Services.GetRequiredService<AddressStandings>().TryAgainAsync(supporter.Id, Stop);

    private static Task<bool> IsDeadAsync(TestPortal portal, Supporter supporter) =>
        portal.Services.GetRequiredService<AddressStandings>().IsDeadAsync(supporter.Email!.ToUpperInvariant(), Stop);

    private static async Task<(SubscriberState, string?)> SubscriberAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        var subscriber = await db.Subscribers.SingleAsync(Stop);
        return (subscriber.State, subscriber.SuppressedBecause);
    }
}
