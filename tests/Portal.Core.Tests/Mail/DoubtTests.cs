using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Tests.Newsletters;
using Portal.FakeSendGrid;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

public sealed class DoubtTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_mail_in_doubt_is_sent_again_after_its_wait_and_only_once(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings, MailTests.Writers);
        var amina = await portal.Data.CreateSupporterAsync();
        var account = await portal.WriteAsync(amina, "account", priority: MailPriority.Account);
        var booking = await portal.WriteAsync(amina, "booking");
        await sendGrid.BehaveAsync(new Order(Conduct.AcceptAndDrop));
        await portal.DispatchAsync();
        Assert.Equal((MessageState.InDoubt, "connection-lost"), ((await portal.ReadAsync(account)).State, (await portal.ReadAsync(account)).Reason));
        Assert.Equal(MessageState.InDoubt, (await portal.ReadAsync(booking)).State);

        await WaitAsync(portal, DoubtService.AccountWait);
        Assert.Equal((2, 1), (sendGrid.CountOf(account), sendGrid.CountOf(booking)));

        await sendGrid.BehaveAsync(new Order(Conduct.Accept));
        await WaitAsync(portal, DoubtService.Wait - DoubtService.AccountWait);
        Assert.Equal((2, 2), (sendGrid.CountOf(account), sendGrid.CountOf(booking)));
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(booking)).State);
        Assert.Equal(MessageState.Held, (await portal.ReadAsync(account)).State);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_in_time_leaves_a_doubt()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        var settings = sendGrid.Settings;
        settings["Mail:TimeoutSeconds"] = "1";
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, settings, MailTests.Writers);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");
        await sendGrid.BehaveAsync(new Order(Conduct.Accept, Times: 1, DelayMilliseconds: 3000));

        await portal.DispatchAsync();

        Assert.Equal((MessageState.InDoubt, "no-answer-in-time"), ((await portal.ReadAsync(id)).State, (await portal.ReadAsync(id)).Reason));
        Assert.Equal(1, sendGrid.CountOf(id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_newsletter_in_doubt_is_held_and_nobody_gets_two(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(provider, sendGrid.Settings);
        await portal.AddReadersAsync(1);
        var newsletter = await portal.SendingAsync();
        var id = Assert.Single(await portal.MessagesOfAsync(newsletter)).Id;
        await sendGrid.BehaveAsync(new Order(Conduct.AcceptAndDrop, Times: 1));
        await portal.DispatchAsync();

        await WaitAsync(portal, DoubtService.Wait);

        Assert.Equal((MessageState.Held, 1), ((await portal.ReadAsync(id)).State, sendGrid.CountOf(id)));
    }

    [Theory]
    [InlineData(NewsletterState.Freezing)]
    [InlineData(NewsletterState.Paused)]
    public async Task Nothing_of_a_newsletter_goes_out_before_it_is_frozen_or_while_it_is_paused(NewsletterState state)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.Settings, MailTests.Writers);
        var amina = await portal.Data.CreateSupporterAsync();
        var id = await portal.WriteAsync(amina, "newsletter", priority: MailPriority.Newsletter, newsletter: await NewsletterAsync(portal, amina.Id, state));

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Pending, 0), ((await portal.ReadAsync(id)).State, sendGrid.Stats.Requests));
    }

    [Fact]
    public async Task A_provider_that_swallows_mail_is_probed_with_one_message_at_a_time()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.Settings, MailTests.Writers);
        var amina = await portal.Data.CreateSupporterAsync();
        for (var i = 0; i < 8; i++)
        {
            await portal.WriteAsync(amina, $"mail-{i}");
        }

        await sendGrid.BehaveAsync(new Order(Conduct.Broken));
        await portal.DispatchAsync();
        Assert.Equal(2, sendGrid.Stats.Requests);
        await portal.DispatchAsync();
        Assert.Equal(3, sendGrid.Stats.Requests);

        await sendGrid.BehaveAsync(new Order(Conduct.Accept));
        await portal.DispatchAsync();
        Assert.Equal((8, 5), (sendGrid.Stats.Requests, sendGrid.Stats.Accepted));
    }

    private static async Task WaitAsync(TestPortal portal, TimeSpan wait)
    {
        var doubts = portal.Services.GetRequiredService<DoubtService>();
        portal.Clock.Advance(wait - TimeSpan.FromSeconds(1));
        Assert.Equal(0, (await doubts.ResolveAsync(MailTests.Stop)).Again);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await doubts.ResolveAsync(MailTests.Stop);
        await portal.DispatchAsync();
    }

    private static async Task<Guid> NewsletterAsync(TestPortal portal, Guid author, NewsletterState state)
    {
        var newsletter = new Newsletter { Id = Ids.New(portal.Clock), AuthorId = author, MainLanguage = "en", State = state, CreatedAt = portal.Clock.GetUtcNow() };
        await portal.Data.SaveAsync(newsletter);
        return newsletter.Id;
    }
}
