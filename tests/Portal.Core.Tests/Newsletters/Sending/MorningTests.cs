using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;

namespace Portal.Core.Tests.Newsletters.Sending;

public sealed class MorningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_morning_newsletter_comes_at_nine_wherever_its_readers_live(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (tokyo, newYork, nowhere, wrong) = (await LivesInAsync(portal, "Asia/Tokyo"), await LivesInAsync(portal, "America/New_York"), await LivesInAsync(portal, ""), await LivesInAsync(portal, "Mars/Olympus"));
        await portal.DispatchAsync();
        var author = await portal.Data.CreateAdministratorAsync();
        var id = await portal.DraftAsync(author.Id);
        await using (var db = portal.NewContext())
        {
            await db.Newsletters.Where(n => n.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(n => n.State, NewsletterState.Freezing).SetProperty(n => n.StartedAt, portal.Clock.GetUtcNow()).SetProperty(n => n.Timing, SendTiming.Morning).SetProperty(n => n.MorningOf, new DateOnly(2027, 1, 16)), Token);
        }

        await portal.PressAsync();

        var due = (await portal.MessagesOfAsync(id)).ToDictionary(m => m.SubscriberId!.Value);
        Assert.Equal(4, due.Count);
        Assert.Equal(At("2027-01-16T00:00:00Z"), due[tokyo].DueAt);
        Assert.Equal(At("2027-01-16T08:00:00Z"), due[nowhere].DueAt);
        Assert.Equal(At("2027-01-16T08:00:00Z"), due[wrong].DueAt);
        Assert.Equal(At("2027-01-16T14:00:00Z"), due[newYork].DueAt);
        Assert.All(due.Values, m => Assert.Equal(m.DueAt, m.NotBefore));
        foreach (var (at, sent) in new[] { ("2027-01-15T23:59:59Z", 0), ("2027-01-16T00:00:00Z", 1), ("2027-01-16T07:59:59Z", 0), ("2027-01-16T08:00:00Z", 2), ("2027-01-16T14:00:00Z", 1) })
        {
            portal.Clock.SetUtcNow(At(at));
            Assert.Equal(sent, (await portal.DispatchAsync())[MessageState.Sent]);
        }
    }

    private static async Task<Guid> LivesInAsync(TestPortal portal, string zone)
    {
        var reader = await portal.SubscribeAsync($"{Guid.CreateVersion7(portal.Clock.GetUtcNow()):N}@example.org");
        await using var db = portal.NewContext();
        await db.Subscribers.Where(s => s.Id == reader.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.TimeZone, zone), Token);
        return reader.Id;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
