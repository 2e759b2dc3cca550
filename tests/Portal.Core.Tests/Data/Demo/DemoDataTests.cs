using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Testing;

namespace Portal.Core.Tests.Data.Demo;

public sealed class DemoDataTests
{
    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_demo_is_a_month_of_the_seven_groups_and_holds_together(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        Assert.True(await portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken)));

        await using var db = portal.NewContext();
        Assert.Equal(7, await db.Organisations.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(41, await db.Supporters.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(41, await db.SupporterLocks.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal("America/Sao_Paulo", (await db.Supporters.SingleAsync(s => s.Email == "supporter@example.org", TestContext.Current.CancellationToken)).TimeZone);
        Assert.InRange(await db.Shifts.CountAsync(TestContext.Current.CancellationToken), 55, 70);
        Assert.Equal(15, await db.Updates.CountAsync(TestContext.Current.CancellationToken));
        var callOut = await db.CallOuts.Include(c => c.Asks).Include(c => c.Position).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 6), (callOut.Target - callOut.Position!.Held, callOut.Asks.Count));
        var volunteer = await db.Supporters.SingleAsync(s => s.Email == "volunteer@example.org", TestContext.Current.CancellationToken);
        Assert.Equal(callOut.Id, Assert.Single(await portal.RunAsync<CallOutQueries, IReadOnlyList<OpenCallOut>>(q => q.OpenAsync(volunteer.Id, TestContext.Current.CancellationToken))).Card.Id);
        Assert.Equal(2, await db.Newsletters.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(await db.Sites.CountAsync(TestContext.Current.CancellationToken), await db.MeetingPoints.CountAsync(TestContext.Current.CancellationToken));
        Assert.All(await db.Channels.ToListAsync(TestContext.Current.CancellationToken), channel =>
            Assert.Equal(db.ChannelEvents.Count(e => e.Channel == channel.Name), channel.Head));
        await AssertNobodyIsInTwoPlacesAsync(db);
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task Seeding_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken));
        Assert.False(await portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken)));

        await using var db = portal.NewContext();
        Assert.Equal(7, await db.Organisations.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_large_seed_makes_what_was_asked_for(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken));
        await using var db = portal.NewContext();
        var readers = await db.Subscribers.CountAsync(TestContext.Current.CancellationToken);
        await portal.RunAsync<LargeSeed>(seed => seed.SeedAsync(new SeedSize(30, 20, 50), TestContext.Current.CancellationToken));

        Assert.Equal(readers + 50, await db.Subscribers.CountAsync(TestContext.Current.CancellationToken));
        var first = await db.Supporters.SingleAsync(s => s.Email == "v00001@example.org", TestContext.Current.CancellationToken);
        Assert.Equal(7, await db.Memberships.CountAsync(m => m.SupporterId == first.Id, TestContext.Current.CancellationToken));
        Assert.Equal(30, (await db.Positions.Where(p => p.BookableUntil != null).ToListAsync(TestContext.Current.CancellationToken)).Count(p => p.Name.Equals(LocalText.Of("Team", "Équipe"))));
    }

    [Theory]
    [ClassData(typeof(BothDatabases))]
    public async Task The_newsletter_of_the_demo_was_frozen_into_rows_that_were_sent(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.RunAsync<DemoData, bool>(demo => demo.SeedAsync(TestContext.Current.CancellationToken));

        await using var db = portal.NewContext();
        var sent = await db.Newsletters.SingleAsync(n => n.State == NewsletterState.Sent, TestContext.Current.CancellationToken);
        var rows = await db.Messages.Where(m => m.NewsletterId == sent.Id).ToListAsync(TestContext.Current.CancellationToken);
        var readers = await db.Subscribers.Where(s => s.State == SubscriberState.Confirmed).ToListAsync(TestContext.Current.CancellationToken);

        Assert.InRange(sent.Recipients, 10, 40);
        Assert.Equal(sent.Recipients, rows.Count);
        Assert.Equal(readers.Select(s => s.Id).Order(), rows.Select(m => m.SubscriberId!.Value).Order());
        Assert.All(rows, row => Assert.Equal((MessageState.Sent, sent.SentAt, 1), (row.State, row.SettledAt, row.Attempts)));
        Assert.All(readers, reader => Assert.True(reader.ConfirmedAt < sent.StartedAt && reader.AddressHash.Length == 32));
        Assert.Equal(1, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Pending, TestContext.Current.CancellationToken));
    }

    private static async Task AssertNobodyIsInTwoPlacesAsync(PortalDbContext db)
    {
        var rows = await db.Bookings.Select(b => new { b.SupporterId, b.PositionId, b.State, b.Shift!.StartsAt, b.Shift.EndsAt }).ToListAsync(TestContext.Current.CancellationToken);
        var held = rows.Where(row => row.State.HoldsPlace()).GroupBy(row => row.PositionId).ToDictionary(group => group.Key, group => group.Count());
        foreach (var position in await db.Positions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(held.GetValueOrDefault(position.Id), position.Held);
            Assert.InRange(position.Held, 0, position.Capacity);
        }

        foreach (var person in rows.GroupBy(row => row.SupporterId))
        {
            var inOrder = person.OrderBy(row => row.StartsAt).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
        }
    }
}
