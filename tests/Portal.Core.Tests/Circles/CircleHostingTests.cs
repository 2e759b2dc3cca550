using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Circles;
using Portal.Core.Data;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Circles;

/// <summary>Three hosts at most, who agree; the last may go, the members hear of it once, and after sixty days the circle rests until somebody is confirmed.</summary>
public sealed class CircleHostingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_host_asks_a_member_who_agrees_and_a_fourth_is_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (circle, people) = await CircleOfAsync(portal, 4);
        var (hosting, ana) = (portal.Services.GetRequiredService<CircleHosting>(), people[0]);

        Assert.Equal(HostResult.NotFound, await hosting.AskAsync(people[1].Id, circle.Id, await MemberAsync(portal, people[2], circle), Stop));
        Assert.Equal(HostResult.Done, await hosting.AskAsync(ana.Id, circle.Id, await MemberAsync(portal, people[1], circle), Stop));
        Assert.Equal(HostResult.Done, await hosting.AskAsync(ana.Id, circle.Id, await MemberAsync(portal, people[1], circle), Stop));
        Assert.Equal(1, await HostsAsync(portal, circle));
        Assert.Equal("Would you host a circle?", (await Letters.WriteAsync(portal, CircleMail.Template, people[1])).Letter!.Subject);
        Assert.True(await hosting.AnswerAsync(people[1].Id, circle.Id, accept: true, Stop));
        Assert.False(await hosting.AnswerAsync(people[2].Id, circle.Id, accept: true, Stop));

        // Whoever was asked and has not answered has a place kept.
        Assert.Equal(HostResult.Done, await hosting.AskAsync(people[1].Id, circle.Id, await MemberAsync(portal, people[2], circle), Stop));
        Assert.Equal(HostResult.Full, await hosting.AskAsync(ana.Id, circle.Id, await MemberAsync(portal, people[3], circle), Stop));
        Assert.True(await hosting.AnswerAsync(people[2].Id, circle.Id, accept: false, Stop));
        Assert.Equal(HostResult.Done, await hosting.AskAsync(ana.Id, circle.Id, await MemberAsync(portal, people[3], circle), Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_hosts_who_ask_the_third_at_once_one_wins(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (circle, people) = await CircleOfAsync(portal, 6);
        var hosting = portal.Services.GetRequiredService<CircleHosting>();
        await hosting.AskAsync(people[0].Id, circle.Id, await MemberAsync(portal, people[1], circle), Stop);
        await hosting.AnswerAsync(people[1].Id, circle.Id, accept: true, Stop);
        List<Guid> others = [];
        foreach (var person in people.Skip(2))
        {
            others.Add(await MemberAsync(portal, person, circle));
        }

        var results = await Task.WhenAll(others.Select((member, number) => hosting.AskAsync(people[number % 2].Id, circle.Id, member, Stop)));

        Assert.Equal(1, results.Count(result => result == HostResult.Done));
        Assert.Equal(others.Count - 1, results.Count(result => result == HostResult.Full));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_the_turn_both_would_find_room(DatabaseProvider provider)
    {
        // The negative control of the test above: the same reading and writing, by two who do not take turns.
        await using var portal = await TestPortal.StartAsync(provider);
        var (circle, people) = await CircleOfAsync(portal, 4);
        await portal.Services.GetRequiredService<CircleHosting>().AskAsync(people[0].Id, circle.Id, await MemberAsync(portal, people[1], circle), Stop);
        await using PortalDbContext first = portal.NewContext(), second = portal.NewContext();
        var (one, other) = (new CircleTurn(first, circle, portal.Clock.GetUtcNow(), Stop), new CircleTurn(second, circle, portal.Clock.GetUtcNow(), Stop));

        Assert.True(await one.HasRoomForHostAsync());
        Assert.True(await other.HasRoomForHostAsync());
        Assert.True((await one.MemberAsync(people[2].Id))!.TryAskToHost(one.Now));
        Assert.True((await other.MemberAsync(people[3].Id))!.TryAskToHost(other.Now));
        await first.SaveChangesAsync(Stop);
        await second.SaveChangesAsync(Stop);

        Assert.Equal(SupporterCircle.MostHosts + 1, await first.CircleMembers.CountAsync(m => m.CircleId == circle.Id && (m.IsHost || m.HostAskedAt != null), Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_last_host_goes_members_hear_it_once_and_the_circle_rests_until_one_is_confirmed(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var admin = await portal.Data.CreateAdministratorAsync();
        var (circle, people) = await CircleOfAsync(portal, 3);
        var (hosting, rest, joining) = (portal.Services.GetRequiredService<CircleHosting>(), portal.Services.GetRequiredService<CircleRest>(), portal.Services.GetRequiredService<CircleJoining>());

        Assert.False(await hosting.OfferAsync(people[1].Id, circle.Id, Stop));
        Assert.Equal(1, await portal.EraseAtOnceAsync(people[0]));
        Assert.Equal(2, await ToldAsync(portal));
        Assert.Equal("Your circle looks for a host", (await Letters.WriteAsync(portal, CircleMail.Template, people[1])).Letter!.Subject);
        await joining.ChooseAsync(people[1].Id, circle.Id, sharesName: true, wantsMail: true, Stop);
        Assert.Equal(2, await ToldAsync(portal));

        portal.Clock.Advance(TimeSpan.FromDays(59));
        Assert.Equal(0, await rest.RestDueAsync(Stop));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await rest.RestDueAsync(Stop));
        Assert.Equal(0, await rest.RestDueAsync(Stop));
        Assert.Equal(JoinResult.Resting, await joining.JoinAsync((await portal.Data.CreateSupporterAsync()).Id, circle.Id, false, null, Stop));

        Assert.True(await hosting.OfferAsync(people[1].Id, circle.Id, Stop));
        Assert.True(await hosting.OfferAsync(people[1].Id, circle.Id, Stop));
        Assert.Equal("A circle waits for your answer", (await Letters.WriteAsync(portal, CircleMail.Template, admin)).Letter!.Subject);
        var member = await MemberAsync(portal, people[1], circle);
        Assert.False(await hosting.AnswerOfferAsync(people[2].Id, circle.Id, member, accept: true, Stop));
        Assert.True(await hosting.AnswerOfferAsync(admin.Id, circle.Id, member, accept: true, Stop));
        await using var db = portal.NewContext();
        var awake = await db.Circles.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((null, null), (awake.HostlessSince, awake.RestingSince));
        Assert.True(await hosting.StepDownAsync(people[1].Id, circle.Id, Stop));
        Assert.Equal(4, await ToldAsync(portal));
    }

    private static async Task<int> ToldAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.Messages.CountAsync(m => m.Key.Contains(":Hostless:"), Stop);
    }

    private static async Task<int> HostsAsync(TestPortal portal, SupporterCircle circle)
    {
        await using var db = portal.NewContext();
        return await db.CircleMembers.CountAsync(m => m.CircleId == circle.Id && m.IsHost, Stop);
    }

    private static Task<Guid> MemberAsync(TestPortal portal, Supporter person, SupporterCircle circle) => portal.Data.CircleMemberAsync(person, circle);

    // The first hosts it; the others let their names be seen.
    private static async Task<(SupporterCircle Circle, List<Supporter> People)> CircleOfAsync(TestPortal portal, int count)
    {
        List<Supporter> people = [];
        for (var number = 0; number < count; number++)
        {
            people.Add(await portal.Data.CreateSupporterAsync());
        }

        var circle = await portal.Data.CreateCircleAsync(people[0]);
        foreach (var person in people.Skip(1))
        {
            await portal.Data.JoinCircleAsync(person, circle, sharesName: true);
        }

        return (circle, people);
    }
}
