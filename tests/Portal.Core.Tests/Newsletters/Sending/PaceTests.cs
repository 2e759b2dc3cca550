using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class PaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Speed_is_what_was_settled_between_two_looks_and_is_not_known_over_a_pause(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(300);
        var id = await portal.SendingAsync();
        var author = (await portal.Data.CreateAdministratorAsync()).Id;
        Assert.Null((await portal.ProgressAsync(id)).PerMinute);

        await SettleAsync(portal, id, 50, TimeSpan.FromSeconds(10));
        Assert.Null((await portal.ProgressAsync(id)).PerMinute);
        await SettleAsync(portal, id, 50, TimeSpan.FromSeconds(20));
        var progress = await portal.ProgressAsync(id);
        Assert.Equal((200, 200, 1), (progress.PerMinute, progress.Waiting, progress.MinutesLeft));

        // Only the last minutes count.
        await SettleAsync(portal, id, 20, TimeSpan.FromMinutes(4));
        await portal.ProgressAsync(id);
        await SettleAsync(portal, id, 40, TimeSpan.FromMinutes(4));
        progress = await portal.ProgressAsync(id);
        Assert.Equal((10, 140, 14), (progress.PerMinute, progress.Waiting, progress.MinutesLeft));

        // Nobody looks while it is paused.
        await portal.RunAsync<NewsletterService, bool>(s => s.PauseAsync(author, id, Token));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.RunAsync<NewsletterService, bool>(s => s.ResumeAsync(author, id, despite: false, Token));
        await SettleAsync(portal, id, 10, TimeSpan.FromMinutes(1));
        Assert.Equal((null, null), ((await portal.ProgressAsync(id)).PerMinute, (await portal.ProgressAsync(id)).MinutesLeft));
        await SettleAsync(portal, id, 30, TimeSpan.FromMinutes(1));
        Assert.Equal(30, (await portal.ProgressAsync(id)).PerMinute);

        await portal.RunAsync<NewsletterService, bool>(s => s.PauseAsync(author, id, Token));
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null((await portal.ProgressAsync(id)).PerMinute);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_morning_newsletter_says_when_it_is_nine_where_the_next_readers_live_and_no_time_left(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await LivesInAsync(portal, "Asia/Tokyo");
        await LivesInAsync(portal, "");
        await portal.DispatchAsync();
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await using (var db = portal.NewContext())
        {
            await db.Newsletters.Where(n => n.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(n => n.State, NewsletterState.Freezing).SetProperty(n => n.StartedAt, portal.Clock.GetUtcNow()).SetProperty(n => n.Timing, SendTiming.Morning).SetProperty(n => n.MorningOf, new DateOnly(2027, 1, 16)), Token);
        }

        await portal.PressAsync();
        var (tokyo, calais) = (new DateTimeOffset(2027, 1, 16, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 16, 8, 0, 0, TimeSpan.Zero));
        await AssertAsync(isDue: false, tokyo);
        portal.Clock.SetUtcNow(tokyo);
        await AssertAsync(isDue: true, calais);
        await portal.DispatchAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await AssertAsync(isDue: false, calais);
        Assert.Null((await portal.ProgressAsync(id)).MinutesLeft);
        portal.Clock.SetUtcNow(calais);
        await AssertAsync(isDue: true, null);

        async Task AssertAsync(bool isDue, DateTimeOffset? next)
        {
            var progress = await portal.ProgressAsync(id);
            Assert.Equal((isDue, next), (progress.IsDue, progress.NextMorning));
        }
    }

    private static async Task SettleAsync(TestPortal portal, Guid id, int count, TimeSpan after)
    {
        portal.Clock.Advance(after);
        await using var db = portal.NewContext();
        var ids = await db.Messages.Where(m => m.NewsletterId == id && m.State == MessageState.Pending).OrderBy(m => m.Id).Take(count).Select(m => m.Id).ToListAsync(Token);
        Assert.Equal(count, await portal.RunAsync<MessageSettlement, int>(s => s.AcceptAsync(ids, id)));
    }

    private static async Task LivesInAsync(TestPortal portal, string zone)
    {
        var reader = await portal.SubscribeAsync($"{Guid.CreateVersion7(portal.Clock.GetUtcNow()):N}@example.org");
        await using var db = portal.NewContext();
        await db.Subscribers.Where(s => s.Id == reader.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, zone), Token);
    }
}
