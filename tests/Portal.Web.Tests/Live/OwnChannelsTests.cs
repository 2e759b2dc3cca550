using System.Net;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Live;

/// <summary>Channels of organisations and of shifts, over the hub and by asking.</summary>
public sealed class OwnChannelsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_word_to_the_people_of_a_shift_stands_on_its_page_for_them_and_for_nobody_else(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        var (booked, other) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await portal.Data.CreateBookingAsync(booked, shift);
        using var visit = await portal.SignedInAsync(booked);
        using var stranger = await portal.SignedInAsync(other);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        Assert.Contains("Nothing yet.", (await visit.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);

        await organiser.SubmitAsync($"/organise/updates/new?shift={shift.Id}", "Post now", ("Form.Title", "Bring a head torch"), ("Form.Body", "It is dark."), ("Form.Severity", "Urgent"));

        var page = await visit.GetAsync($"/shifts/{shift.Id}");
        Assert.Equal($"shift:{shift.Id}:1", page.Document.QuerySelector("[aria-labelledby='shift-words'] .feed")!.GetAttribute("data-follow"));
        Assert.Contains("Bring a head torch", page.Text, StringComparison.Ordinal);
        var closed = await stranger.GetAsync($"/shifts/{shift.Id}");
        Assert.Null(closed.Document.QuerySelector("#shift-words"));
        Assert.DoesNotContain("head torch", closed.Source, StringComparison.Ordinal);
        Assert.Empty((await portal.RunAsync<UpdateQueries, UpdatePage>(q => q.OfShiftAsync(shift.Id, other.Id, 3, Stop))).Updates);
        Assert.Single((await portal.RunAsync<UpdateQueries, UpdatePage>(q => q.OfShiftAsync(shift.Id, booked.Id, 3, Stop))).Updates);
        using var visitor = portal.Anonymous();
        Assert.DoesNotContain("head torch", (await visitor.GetAsync($"/shifts/{shift.Id}")).Source, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_word_to_a_shift_reaches_whoever_has_a_place_on_it_and_nobody_else(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var (shift, other) = (await live.Portal.Data.CreateShiftAsync(live.Organisation), await live.Portal.Data.CreateShiftAsync(live.Organisation));
        var channel = Channel.OfShift(shift.Id);
        var booked = await live.Portal.Data.CreateSupporterAsync();
        await live.Portal.Data.CreateBookingAsync(booked, shift);
        var neighbour = await live.Portal.Data.CreateSupporterAsync();
        await live.Portal.Data.CreateBookingAsync(neighbour, other);
        var waiting = await live.Portal.Data.CreateSupporterAsync();
        await live.Portal.Data.CreateBookingAsync(waiting, shift, BookingState.Waitlisted);
        using var inside = await live.Portal.SignedInAsync(booked);

        // The channel has no row yet: its first number must reach those who were there before it.
        await using var theirs = await LiveClient.ConnectAsync(live.Portal, inside, $"{channel}:0");
        Assert.Equal(0, (await theirs.HeadsAsync())[channel]);
        var strangers = new List<LiveClient>();
        foreach (var person in new[] { null, neighbour, waiting })
        {
            using var outside = person is null ? live.Portal.Anonymous() : await live.Portal.SignedInAsync(person);
            var client = await LiveClient.ConnectAsync(live.Portal, person is null ? null : outside, $"{channel}:0,public:0");
            Assert.Equal(["public"], (await client.HeadsAsync()).Keys);
            await Assert.ThrowsAsync<HubException>(() => client.FollowAsync(channel, 0));
            Assert.Equal(HttpStatusCode.NotFound, (await outside.Http.GetAsync($"/live/{channel}?after=0", Stop)).StatusCode);
            strangers.Add(client);
        }

        await live.PostAsync("Bring gloves", channel);
        await live.PostAsync("For all");

        var frame = await theirs.FrameAsync();
        Assert.Equal((channel, 1L, "Bring gloves"), (frame.Channel, frame.Seq, frame.Title));
        foreach (var stranger in strangers)
        {
            Assert.Equal("For all", (await stranger.FrameAsync()).Title);
            Assert.Single(stranger.Seen);
            await stranger.DisposeAsync();
        }

        Assert.Contains("Bring gloves", await inside.Http.GetStringAsync(new Uri($"/live/{channel}?after=0", UriKind.Relative), Stop), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_gives_a_place_back_or_leaves_a_group_is_cut_within_a_minute_and_comes_back_without_it(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation);
        var channel = Channel.OfShift(shift.Id);
        var group = Channel.OfOrganisation(live.Organisation.Slug);
        var (booked, member) = (await live.Portal.Data.CreateSupporterAsync(), await live.Portal.Data.CreateOrganiserAsync(live.Organisation));
        var booking = await live.Portal.Data.CreateBookingAsync(booked, shift);
        using var hers = await live.Portal.SignedInAsync(booked);
        using var his = await live.Portal.SignedInAsync(member);
        await using var one = await LiveClient.ConnectAsync(live.Portal, hers, $"{channel}:0");
        await using var two = await LiveClient.ConnectAsync(live.Portal, his, $"{group}:0");
        await one.HeadsAsync();
        Assert.Equal(0, (await two.HeadsAsync())[group]);

        await using (var db = live.Portal.NewContext())
        {
            await db.Bookings.Where(b => b.Id == booking.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.State, BookingState.CancelledByVolunteer), Stop);
            await db.Memberships.Where(m => m.SupporterId == member.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MembershipState.Ended), Stop);
        }

        live.Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await one.ClosedAsync();
        await two.ClosedAsync();

        await using var again = await LiveClient.ConnectAsync(live.Portal, hers, $"{channel}:0,public:0");
        Assert.Equal(["public"], (await again.HeadsAsync()).Keys);
    }

    [Fact]
    public async Task Who_gains_a_place_keeps_the_connection()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation);
        var person = await live.Portal.Data.CreateSupporterAsync();
        var closed = await live.Portal.Data.CreateSupporterAsync();
        using var visitor = await live.Portal.SignedInAsync(person);
        using var other = await live.Portal.SignedInAsync(closed);
        await using var client = await LiveClient.ConnectAsync(live.Portal, visitor, "community:0");
        await using var cut = await LiveClient.ConnectAsync(live.Portal, other, "community:0");
        await client.HeadsAsync();
        await cut.HeadsAsync();

        await live.Portal.Data.CreateBookingAsync(person, shift);
        await using (var db = live.Portal.NewContext())
        {
            await db.Supporters.Where(s => s.Id == closed.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, live.Portal.Clock.GetUtcNow()), Stop);
        }

        // The round that cut the one has looked at the other.
        live.Portal.Clock.Advance(TimeSpan.FromSeconds(30));
        await cut.ClosedAsync();
        await live.PostAsync("Still here", Channel.Community);
        Assert.Equal("Still here", (await client.FrameAsync()).Title);
        Assert.Equal(HubConnectionState.Connected, client.Connection.State);
    }
}
