using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Tests.Data;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2027-01-14T10:00:00.1234567+01:00", "2027-01-14T09:00:00.1234560Z")]
    [InlineData("2027-01-14T09:00:00.0000009Z", "2027-01-14T09:00:00Z")]
    [InlineData("2027-01-14T09:00:00Z", "2027-01-14T09:00:00Z")]
    public void An_instant_is_in_UTC_and_ends_with_its_microsecond(string at, string rounded) => Assert.Equal(At(rounded), Instants.Rounded(At(at)));

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Both_databases_keep_compare_and_order_instants_alike(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        portal.Clock.SetUtcNow(TestPortal.Begin.AddTicks(19));
        var early = await portal.Data.CreateSupporterAsync("Early");
        portal.Clock.Advance(TimeSpan.FromTicks(11));
        var late = await portal.Data.CreateSupporterAsync("Late");
        await using var db = portal.NewContext();

        var kept = await db.Supporters.OrderByDescending(s => s.CreatedAt).Select(s => s.CreatedAt).ToListAsync(TestContext.Current.CancellationToken);
        var border = TestPortal.Begin.AddTicks(20).ToOffset(TimeSpan.FromHours(3));
        var before = await db.Supporters.Where(s => s.CreatedAt < border).Select(s => s.Id).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([TestPortal.Begin.AddTicks(30), TestPortal.Begin.AddTicks(10)], kept);
        Assert.All(kept, at => Assert.Equal(TimeSpan.Zero, at.Offset));
        Assert.Equal([early.Id], before);
        Assert.True(late.CreatedAt > early.CreatedAt);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
