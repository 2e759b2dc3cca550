using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Newsletters.Subscriptions;

public sealed class SubscribingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_subscribed_before_the_link_is_followed(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal(AskOutcome.Asked, await portal.AskAsync("amina@example.org", "fr"));
        var asked = await portal.FindAsync("amina@example.org");
        Assert.Equal(SubscriberState.Pending, asked!.State);

        Assert.Equal(ConfirmOutcome.Confirmed, await portal.ConfirmAsync(asked.Id));
        var confirmed = await portal.FindAsync("amina@example.org");
        Assert.Equal(SubscriberState.Confirmed, confirmed!.State);
        Assert.Equal("fr", confirmed.Language);
        Assert.Equal(TestPortal.Begin, confirmed.ConfirmedAt);
        Assert.Equal(Consent.Current, confirmed.ConsentText);
        Assert.Equal(32, confirmed.AddressHash.Length);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_address_in_other_capitals_is_one_subscriber(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AskAsync("Amina@Example.org");
        await portal.AskAsync(" amina@example.ORG ");

        await using var db = portal.NewContext();
        var only = await db.Subscribers.SingleAsync(TestContext.Current.CancellationToken);
        Assert.True(SubscriberAddress.TryParse("AMINA@EXAMPLE.ORG", out var address));
        Assert.Equal(portal.Tokens().HashOf(address), only.AddressHash);
    }

    [Fact]
    public void What_looks_the_same_is_written_the_same()
    {
        // KELVIN SIGN, which is the letter K by definition (Unicode, canonical equivalence).
        Assert.True(SubscriberAddress.TryParse("\u212aate@example.org", out var kelvin));
        Assert.Equal("Kate@example.org", kelvin.Typed);
        Assert.Null(AccountAddress.Clean("\u212aate@example.org"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Asking_again_and_again_writes_three_mails_a_day(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => portal.AskAsync("amina@example.org")));
        Assert.Equal(3, await CountMailsAsync(portal));

        portal.Clock.Advance(TimeSpan.FromDays(1));
        await portal.AskAsync("amina@example.org");
        Assert.Equal(4, await CountMailsAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_left_comes_back_only_by_a_new_confirmation(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AskAsync("amina@example.org");
        var id = (await portal.FindAsync("amina@example.org"))!.Id;
        var oldLink = portal.Tokens().Confirm(id);
        await portal.ConfirmAsync(id, oldLink);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await portal.LeaveAsync(id));
        Assert.True(await portal.LeaveAsync(id));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        await portal.AskAsync("amina@example.org");
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("amina@example.org"))!.State);
        Assert.Equal(ConfirmOutcome.LinkRefused, await portal.ConfirmAsync(id, oldLink));
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("amina@example.org"))!.State);

        Assert.Equal(ConfirmOutcome.Confirmed, await portal.ConfirmAsync(id));
        Assert.Equal(SubscriberState.Confirmed, (await portal.FindAsync("amina@example.org"))!.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_suppressed_address_gets_the_same_answer_and_no_mail(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(1, state: SubscriberState.Suppressed);
        Assert.Equal(AskOutcome.Asked, await portal.AskAsync("suppressed-en-0@example.org"));
        Assert.Equal(0, await CountMailsAsync(portal));

        var id = (await portal.FindAsync("suppressed-en-0@example.org"))!.Id;
        Assert.Equal(ConfirmOutcome.LinkRefused, await portal.ConfirmAsync(id));
        Assert.True(await portal.LeaveAsync(id));
        Assert.Equal(SubscriberState.Suppressed, (await portal.FindAsync("suppressed-en-0@example.org"))!.State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Forged_foreign_and_old_tokens_are_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var amina = await portal.SubscribeAsync("amina@example.org");
        await portal.AskAsync("jonas@example.org");
        var jonas = await portal.FindAsync("jonas@example.org");
        var tokens = portal.Tokens();

        foreach (var token in new[] { tokens.Leave(jonas!.Id), tokens.Confirm(amina.Id), "", "x", new string('A', 43), new string('é', 43), tokens.Leave(amina.Id) + "A" })
        {
            Assert.False(await portal.LeaveAsync(amina.Id, token));
        }

        Assert.False(tokens.MayLeave(amina.Id, null));
        foreach (var token in new[] { tokens.Confirm(amina.Id), tokens.Leave(jonas.Id), "", new string('A', 54) })
        {
            Assert.Equal(ConfirmOutcome.LinkRefused, await portal.ConfirmAsync(jonas.Id, token));
        }

        var week = tokens.Confirm(jonas.Id);
        portal.Clock.Advance(SubscriberTokens.ConfirmLifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(ConfirmOutcome.LinkRefused, await portal.ConfirmAsync(jonas.Id, week));
        Assert.Equal(SubscriberState.Pending, (await portal.FindAsync("jonas@example.org"))!.State);
        portal.Clock.Advance(TimeSpan.FromDays(2_000));
        Assert.True(await portal.LeaveAsync(amina.Id, tokens.Leave(amina.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("amina")]
    [InlineData("amina@")]
    [InlineData("amina@gmial")]
    [InlineData("@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData("am ina@example.org")]
    [InlineData("amina\0@example.org")]
    [InlineData("amina@example.org\r\nBcc: all@example.org")]
    [InlineData("<amina@example.org>")]
    [InlineData("amina@example..org")]
    [InlineData(".amina@example.org")]
    [InlineData("amina.@example.org")]
    [InlineData("am..ina@example.org")]
    [InlineData("amina\u202e@example.org")]
    public void What_cannot_be_an_address_is_none(string text) => Assert.False(SubscriberAddress.TryParse(text, out _));

    [Fact]
    public void A_lone_surrogate_or_254_characters_and_more_are_no_address()
    {
        Assert.False(SubscriberAddress.TryParse("amina\ud800@example.org", out _));
        Assert.False(SubscriberAddress.TryParse(new string('a', 250) + "@example.org", out _));
        Assert.True(SubscriberAddress.TryParse("أمينة@example.org", out _));
    }

    private static async Task<int> CountMailsAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.Messages.CountAsync(m => m.Template == ConfirmLetterWriter.Name && m.Priority == MailPriority.Subscription);
    }
}
