using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.FakeSendGrid;
using Portal.Testing;

namespace Portal.Jobs.Tests.Mail;

public sealed class KillTests
{
    private const int Reminders = 120;
    private const int Letters = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_worker_killed_while_sending_loses_nothing_and_doubles_no_newsletter()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        foreach (var (key, value) in sendGrid.Settings)
        {
            settings[key] = value;
        }

        settings["Mail:AtOnce"] = "4";
        await using var portal = WrittenMail.PortalOn(database, settings);
        var reminders = await portal.WriteMailAsync(Reminders, MailPriority.Booking);
        var letters = await portal.WriteMailAsync(Letters, MailPriority.Newsletter, await portal.NewsletterAsync());

        foreach (var quick in new[] { 20, 40, 75 })
        {
            // So many are answered at once and the next ones never, so that the kill hits while mail is being sent.
            var before = sendGrid.Stats.Requests;
            await sendGrid.BehaveAsync(new Order(Conduct.Accept, Times: quick, Then: new Order(Conduct.Accept, DelayMilliseconds: 600_000)));
            await using var worker = Worker.Start(settings, database.Settings);
            await sendGrid.UntilAsync(stats => stats.Requests > before + quick, TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            await worker.KillAsync();
            Assert.Contains(await portal.AllMailAsync(), m => m.State == MessageState.Sending);
        }

        await FinishAsync(database, settings, sendGrid);
        await AssertAccountedForAsync(portal, sendGrid, reminders, letters);
    }

    // A worker of later days: the dead ones' leases have run out, and what must arrive is sent once more.
    private static async Task FinishAsync(TestDatabase database, Dictionary<string, string?> settings, SendGridStand sendGrid)
    {
        await sendGrid.BehaveAsync(new Order(Conduct.Accept));
        foreach (var ahead in new[] { TimeSpan.FromHours(1), TimeSpan.FromHours(2) })
        {
            await using var later = WrittenMail.PortalOn(database, settings, ahead);
            await later.Services.GetRequiredService<DoubtService>().ResolveAsync(TestContext.Current.CancellationToken);
            await later.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task AssertAccountedForAsync(TestPortal portal, SendGridStand sendGrid, IReadOnlyList<Guid> reminders, IReadOnlyList<Guid> letters)
    {
        var mail = (await portal.AllMailAsync()).ToDictionary(m => m.Id);
        Assert.All(reminders, id => Assert.Equal(MessageState.Sent, mail[id].State));
        Assert.All(reminders, id => Assert.InRange(sendGrid.CountOf(id), 1, mail[id].ResentAt is null ? 1 : 2));
        Assert.All(letters, id => Assert.InRange(sendGrid.CountOf(id), 0, 1));
        Assert.All(letters, id => Assert.True(mail[id].State is MessageState.Held || (mail[id].State is MessageState.Sent && sendGrid.CountOf(id) == 1)));
        Assert.Contains(mail.Values, m => m.ResentAt is not null || m.State == MessageState.Held);
    }
}
