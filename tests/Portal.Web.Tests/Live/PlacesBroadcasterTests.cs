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

        var hints = portal.Services.GetRequiredService<LiveHints>();
        foreach (var shift in new[] { draft, invited, closed })
        {
            hints.PlacesChanged(shift.Id);
        }

        await member.UntilPlacesAsync(portal, places => places.Shift == closed.Id && places.Version == 1);
        hints.PlacesChanged(open.Id);
        foreach (var client in new[] { member, stranger, anonymous })
        {
            await client.UntilPlacesAsync(portal, places => places.Shift == open.Id && places.Version == 1);
            var last = client.Places.Last(places => places.Shift == open.Id);
            Assert.Equal([new PositionPlaces(open.Positions[0].Id, 1, 8)], last.Positions);
        }

        Assert.Equal(new HashSet<Guid> { open.Id, closed.Id }, member.Places.Select(places => places.Shift).ToHashSet());
        Assert.All(stranger.Places.Concat(anonymous.Places), places => Assert.Equal(open.Id, places.Shift));
    }

    [Fact]
    public async Task A_shift_is_told_once_a_second_and_the_newest_numbers_win()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation, positions: [("Volunteer", 1, 30)]);
        await using var client = await LiveClient.ConnectAsync(live.Portal);
        await client.WatchAsync("shifts");
        var hints = live.Portal.Services.GetRequiredService<LiveHints>();

        var seconds = 1;
        hints.PlacesChanged(shift.Id);
        seconds += await client.UntilPlacesAsync(live.Portal, places => places.Version == 0);
        for (var held = 1; held <= 20; held++)
        {
            await live.Portal.Data.CreateBookingAsync(await live.Portal.Data.CreateSupporterAsync(), shift);
            hints.PlacesChanged(shift.Id);
        }

        seconds += await client.UntilPlacesAsync(live.Portal, places => places.Version == 20);

        Assert.Equal(20, client.Places.Last().Positions[0].Held);
        Assert.Equal(client.Places.Select(places => places.Version).Order(), client.Places.Select(places => places.Version));
        Assert.InRange(client.Places.Count, 2, seconds);
    }
}
