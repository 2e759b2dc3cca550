using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Live;

public sealed class PlacesBroadcasterTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Places_reach_those_who_may_see_the_shift(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var portal = live.Portal;
        var open = await portal.Data.CreateShiftAsync(live.Organisation);
        var closed = await portal.Data.CreateShiftAsync(live.Organisation, visibility: Visibility.Members);
        var draft = await portal.Data.CreateShiftAsync(live.Organisation, published: false);
        var invited = await portal.Data.CreateShiftAsync(live.Organisation, visibility: Visibility.Invited);
        using var memberVisit = await portal.SignedInAsync(live.Organiser);
        using var strangerVisit = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        await using var member = await LiveClient.ConnectAsync(portal, memberVisit);
        await using var stranger = await LiveClient.ConnectAsync(portal, strangerVisit);
        await using var anonymous = await LiveClient.ConnectAsync(portal);
        foreach (var client in new[] { member, stranger, anonymous })
        {
            await client.WatchAsync("shifts");
        }

        foreach (var shift in new[] { draft, invited, closed, open })
        {
            await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        }

        // All at once, so that one reading has them all and the open one is the last to be told.
        var hints = portal.Services.GetRequiredService<LiveHints>();
        hints.PlacesChanged(draft.Id);
        hints.PlacesChanged(invited.Id);
        hints.PlacesChanged(closed.Id);
        Assert.Equal(closed.Id, (await member.PlacesAsync()).Shift);
        hints.PlacesChanged(open.Id);

        foreach (var client in new[] { member, stranger, anonymous })
        {
            var places = await client.PlacesAsync();
            Assert.Equal((open.Id, 1L), (places.Shift, places.Version));
            Assert.Equal([new PositionPlaces(open.Positions[0].Id, 1, 8)], places.Positions);
            Assert.False(client.HasPlaces);
        }
    }

    [Fact]
    public async Task A_shift_is_told_once_a_second_and_the_newest_numbers_win()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation);
        await using var client = await LiveClient.ConnectAsync(live.Portal);
        await client.WatchAsync("shifts");
        var hints = live.Portal.Services.GetRequiredService<LiveHints>();

        hints.PlacesChanged(shift.Id);
        Assert.Equal(0, (await client.PlacesAsync()).Positions[0].Held);
        for (var held = 1; held <= 3; held++)
        {
            await live.Portal.Data.CreateBookingAsync(await live.Portal.Data.CreateSupporterAsync(), shift);
            hints.PlacesChanged(shift.Id);
        }

        Assert.False(client.HasPlaces);
        var next = client.PlacesAsync();
        while (!next.IsCompleted)
        {
            live.Portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        Assert.Equal((3L, 3), ((await next).Version, (await next).Positions[0].Held));
        Assert.False(client.HasPlaces);
    }
}
