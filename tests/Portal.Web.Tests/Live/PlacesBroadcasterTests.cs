using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
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
    public async Task Places_whose_reading_failed_are_read_again()
    {
        var fault = new FaultOnce();
        var portal = new PortalFactory { More = services => services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(fault)) };
        await using var live = await LivePortal.StartAsync(portal);
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation);
        await using var client = await LiveClient.ConnectAsync(live.Portal);
        await client.WatchAsync("shifts");
        var hints = live.Portal.Services.GetRequiredService<LiveHints>();
        hints.PlacesChanged(shift.Id);
        await client.UntilPlacesAsync(live.Portal, places => places.Shift == shift.Id);
        live.Portal.Clock.Advance(TimeSpan.FromSeconds(2));

        fault.Arm();
        await live.Portal.Data.CreateBookingAsync(await live.Portal.Data.CreateSupporterAsync(), shift);
        await fault.Came.WaitAsync(TestContext.Current.CancellationToken);

        // Nobody hints at it again.
        await client.UntilPlacesAsync(live.Portal, places => places.Shift == shift.Id && places.Version == 1);
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

    /// <summary>Lets one reading of positions fail.</summary>
    private sealed class FaultOnce : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _armed;

        public Task Came => _came.Task;

        public void Arm() => _armed = 1;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("\"Positions\"", StringComparison.Ordinal) && Interlocked.Exchange(ref _armed, 0) == 1)
            {
                _came.SetResult();
                throw new TimeoutException("The database is away for a moment.");
            }

            return ValueTask.FromResult(result);
        }
    }
}
