using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

public sealed class TwoDispatchersTests
{
    private const int Messages = 200;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_dispatchers_send_each_message_exactly_once(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = StartOn(database, sendGrid);
        await using var two = StartOn(database, sendGrid);
        var ids = await WriteAllAsync(one);

        await Task.WhenAll(Race(one), Race(two));

        Assert.Equal((Messages, Messages, 0), (sendGrid.Stats.Accepted, sendGrid.Stats.Messages, sendGrid.Stats.Doubled));
        await using var db = one.NewContext();
        Assert.Equal(Messages, await db.Messages.CountAsync(m => m.State == MessageState.Sent && ids.Contains(m.Id), MailTests.Stop));

        static async Task Race(TestPortal portal)
        {
            // Each may see the other take the last batch; then nothing was left for it.
            await Task.Yield();
            await portal.DispatchAsync();
        }
    }

    [Fact]
    public async Task The_race_is_seen_by_the_fake_when_claims_are_not_guarded()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var one = StartOn(database, sendGrid);
        await using var two = StartOn(database, sendGrid);
        await WriteAllAsync(one);

        using var start = new Barrier(2);
        await Task.WhenAll(
            Task.Run(() => NaiveAsync(one, start), TestContext.Current.CancellationToken),
            Task.Run(() => NaiveAsync(two, start), TestContext.Current.CancellationToken));

        Assert.True(sendGrid.Stats.Doubled > 0, "Two naive dispatchers read the same rows before either had marked them.");
    }

    // What one would write without thinking of a second worker: read what is pending, send it, mark it as sent.
    private static async Task NaiveAsync(TestPortal portal, Barrier start)
    {
        var transport = portal.Services.GetRequiredService<IMailTransport>();
        await using var db = portal.NewContext();
        var pending = await db.Messages.AsNoTracking().Where(m => m.State == MessageState.Pending).Take(20).ToListAsync(MailTests.Stop);
        start.SignalAndWait(MailTests.Stop);
        foreach (var message in pending)
        {
            await transport.SendAsync(
                new OutgoingMail(message.Id, message.Priority, "Subject", "<p>Text</p>", "Text")
                {
                    From = new MailAddress("from@example.org", "From"),
                    To = new MailAddress("to@example.org", "To"),
                },
                MailTests.Stop);
            await portal.Services.GetRequiredService<MessageSettlement>().AcceptAsync(message.Id);
        }
    }

    private static TestPortal StartOn(TestDatabase database, SendGridStand sendGrid)
    {
        var settings = sendGrid.Settings;
        settings["Mail:AtOnce"] = "4";
        return TestPortal.StartOn(database, settings, MailTests.Writers);
    }

    private static async Task<List<Guid>> WriteAllAsync(TestPortal portal)
    {
        var amina = await portal.Data.CreateSupporterAsync();
        await using var db = portal.NewContext();
        var outbox = portal.Services.GetRequiredService<Outbox>();
        var ids = Enumerable.Range(0, Messages)
            .Select(i => outbox.Add(db, new MailDraft($"mail-{i}", MailPriority.Booking, StubWriter.Plain, "en") { SupporterId = amina.Id }).Id).ToList();
        await db.SaveChangesAsync(MailTests.Stop);
        return ids;
    }
}
