using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Live;

/// <summary>Who hears of a call-out, over the hub: those it concerns, and nobody else.</summary>
public sealed class CallOutBroadcasterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Those_asked_and_the_organisers_hear_of_it_and_nobody_else(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation, positions: [("Driver", 1, 1)]);
        var asked = await live.Portal.Data.CreateVolunteerAsync(live.Organisation);
        await using var theirs = await WatchAsync(live, asked);
        await using var organiser = await WatchAsync(live, live.Organiser);
        await using var elsewhere = await WatchAsync(live, await live.Portal.Data.CreateOrganiserAsync(await live.Portal.Data.CreateOrganisationAsync()));
        var member = await live.Portal.Data.CreateSupporterAsync();
        await live.Portal.Data.MakeMemberAsync(member, live.Organisation);
        await using var colleague = await WatchAsync(live, member);
        await using var anonymous = await LiveClient.ConnectAsync(live.Portal);
        await Assert.ThrowsAsync<HubException>(() => anonymous.WatchAsync("call-outs"));

        var id = await live.Portal.Data.CallOutAsync(live.Organiser, shift);
        Assert.Equal(id, await theirs.CallOutAsync());
        Assert.Equal(id, await organiser.CallOutAsync());

        // What somebody answers concerns the organisers; that everybody was found concerns all who were asked.
        await live.Portal.Services.GetRequiredService<CallOutAnswers>().SeenAsync(asked.Id, [id], Stop);
        Assert.Equal(id, await organiser.CallOutAsync());
        await live.Portal.RunAsync<CallOutAnswers, BookOutcome?>(a => a.ComeAsync(asked.Id, id, Ids.New(live.Portal.Clock), Stop));
        Assert.Equal(id, await organiser.CallOutAsync());
        Assert.Equal(id, await theirs.CallOutAsync());
        await live.Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.EndAsync(live.Organiser.Id, id, Stop));
        Assert.Equal(id, await theirs.CallOutAsync());

        Assert.Empty(elsewhere.CallOuts);
        Assert.Empty(colleague.CallOuts);
        Assert.Empty(anonymous.CallOuts);
        Assert.Equal(3, theirs.CallOuts.Count);
    }

    [Fact]
    public async Task Who_stops_organising_is_cut_and_hears_no_more()
    {
        await using var live = await LivePortal.StartAsync(DatabaseProvider.Sqlite);
        await using var organiser = await WatchAsync(live, live.Organiser);
        await using (var db = live.Portal.NewContext())
        {
            await db.Memberships.Where(m => m.SupporterId == live.Organiser.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, MembershipRole.Volunteer), Stop);
        }

        await live.Portal.Clock.WaitedForAsync(TimeSpan.FromSeconds(30), Stop);
        live.Portal.Clock.Advance(TimeSpan.FromSeconds(30));

        await organiser.ClosedAsync();
    }

    [Fact]
    public async Task A_call_out_reaches_those_who_are_connected_to_another_process()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        await using var live = await LivePortal.StartOnAsync(database);
        await using var second = await live.StartSecondAsync();
        var shift = await live.Portal.Data.CreateShiftAsync(live.Organisation, positions: [("Driver", 1, 1)]);
        var asked = await live.Portal.Data.CreateVolunteerAsync(live.Organisation);
        using var visit = await second.Portal.SignedInAsync(asked);
        await using var theirs = await LiveClient.ConnectAsync(second.Portal, visit);
        await theirs.WatchAsync("call-outs");

        var id = await live.Portal.Data.CallOutAsync(live.Organiser, shift);
        await live.PassHintsOnAsync();

        Assert.Equal(id, await theirs.CallOutAsync());
    }

    private static async Task<LiveClient> WatchAsync(LivePortal live, Supporter person)
    {
        using var visit = await live.Portal.SignedInAsync(person);
        var client = await LiveClient.ConnectAsync(live.Portal, visit);
        await client.WatchAsync("call-outs");
        return client;
    }
}
