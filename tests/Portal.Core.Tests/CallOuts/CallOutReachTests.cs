using Microsoft.EntityFrameworkCore;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Qualifications;

namespace Portal.Core.Tests.CallOuts;

/// <summary>Whom a call-out reaches: counted before it is sent.</summary>
public sealed class CallOutReachTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_reaches_who_is_in_the_region_then_ones_own_elsewhere_then_others_who_agreed(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var data = ground.Portal.Data;
        var here = await ground.CreateVolunteerAsync();
        var away = await ground.CreateVolunteerAsync(here: false);
        var free = await data.CreateSupporterAsync();
        await ground.Portal.Data.CreateStayAsync(free);
        var (willing, unwilling) = (await data.CreateOrganisationAsync(), await data.CreateOrganisationAsync());
        var (neighbour, stranger) = (await data.CreateSupporterAsync(), await data.CreateSupporterAsync());
        await data.MakeMemberAsync(neighbour, willing);
        await data.MakeMemberAsync(stranger, unwilling);
        await ground.Portal.Data.CreateStayAsync(neighbour);
        await ground.Portal.Data.CreateStayAsync(stranger);
        await data.CreateSupporterAsync("Far away, and known to nobody");
        await using (var db = ground.Portal.NewContext())
        {
            await db.Organisations.Where(o => o.Id == willing.Id).ExecuteUpdateAsync(set => set.SetProperty(o => o.HelpsOthers, true), Stop);
        }

        var reach = (await ground.PlanAsync())!.Reach;

        Assert.Equal(
            new Dictionary<Guid, Circle> { [here.Id] = Circle.InTheRegion, [free.Id] = Circle.InTheRegion, [away.Id] = Circle.Qualified, [neighbour.Id] = Circle.Others },
            reach.People.ToDictionary(p => p.SupporterId, p => p.Circle));
        Assert.Equal([here.Id, away.Id], reach.People.Where(p => p.IsOwn).Select(p => p.SupporterId));
        Assert.Equal(2, reach.Within(Circle.InTheRegion).Count());
        Assert.Equal(3, reach.Within(Circle.Qualified).Count());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_is_asked_who_could_not_take_the_place_or_does_not_want_to_be(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var data = ground.Portal.Data;
        var able = await ground.CreateVolunteerAsync();
        var booked = await ground.CreateVolunteerAsync();
        await data.CreateBookingAsync(booked, ground.Shift, position: ground.Shift.Positions[1]);
        var tired = await ground.CreateVolunteerAsync();
        await data.CreateBookingAsync(tired, await data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(8), lasts: TimeSpan.FromHours(4)));
        var suspended = await ground.CreateVolunteerAsync();
        var unwilling = await ground.CreateVolunteerAsync();
        await using (var db = ground.Portal.NewContext())
        {
            var now = ground.Portal.Clock.GetUtcNow();
            await db.Supporters.Where(s => s.Id == suspended.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, now), Stop);
            await db.Supporters.Where(s => s.Id == unwilling.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WantsCallOuts, false), Stop);
        }

        Assert.Equal([able.Id], (await ground.PlanAsync())!.Reach.People.Select(p => p.SupporterId));

        var licence = new QualificationKind { Id = Ids.New(ground.Portal.Clock), OrganisationId = ground.Organisation.Id, Name = LocalText.Of("Driving licence B") };
        await data.SaveAsync(licence);
        await using (var db = ground.Portal.NewContext())
        {
            var position = await db.Positions.SingleAsync(p => p.Id == ground.Driver, Stop);
            position.Qualifications = [licence.Id];
            await db.SaveChangesAsync(Stop);
        }

        Assert.Empty((await ground.PlanAsync())!.Reach.People);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_sleeps_is_asked_in_the_morning_and_not_at_all_when_that_is_too_late(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider, startsIn: TimeSpan.FromHours(26));
        var (sleeper, awake) = (await ground.CreateVolunteerAsync(), await ground.CreateVolunteerAsync(urgentAtNight: true));

        // Half past eleven in the evening; the shift begins at noon.
        ground.Portal.Clock.Advance(TimeSpan.FromHours(13.5));
        var now = ground.Portal.Clock.GetUtcNow();
        var reach = (await ground.PlanAsync())!.Reach;

        Assert.Equal(now, reach.People.Single(p => p.SupporterId == awake.Id).AskAt);
        Assert.Equal(TestPortal.Begin.AddHours(22), reach.People.Single(p => p.SupporterId == sleeper.Id).AskAt);
        Assert.Equal(new DateOnly(2027, 1, 15), reach.People.Single(p => p.SupporterId == sleeper.Id).Day);

        await using var early = await CallOutGround.StartAsync(provider, startsIn: TimeSpan.FromHours(21));
        await early.CreateVolunteerAsync();
        early.Portal.Clock.Advance(TimeSpan.FromHours(13.5));
        var tooLate = (await early.PlanAsync())!.Reach;
        Assert.Empty(tooLate.People);
        Assert.Equal(1, tooLate.Asleep);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_is_asked_more_than_twice_a_day_and_after_not_now_no_more_about_that_shift(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var data = ground.Portal.Data;
        var person = await ground.CreateVolunteerAsync();
        var others = new[] { await data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(10)), await data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(11)) };
        Assert.Equal(CallOutResult.Done, (await ground.CallAsync(position: others[0].Positions[0].Id)).Result);
        Assert.Equal([person.Id], (await ground.PlanAsync())!.Reach.People.Select(p => p.SupporterId));
        Assert.Equal(CallOutResult.Done, (await ground.CallAsync(position: others[1].Positions[0].Id)).Result);

        var reach = (await ground.PlanAsync())!.Reach;
        Assert.Empty(reach.People);
        Assert.Equal(1, reach.AskedEnough);
        Assert.Equal([CallOutFault.NobodyToAsk], (await ground.CallAsync()).Faults);

        // The next day is another day, but for a shift about which the person said "not now".
        ground.Portal.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = await data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(9), positions: [("Driver", 1, 1), ("Helper", 1, 1)]);
        var asked = await ground.CallAsync(position: tomorrow.Positions[0].Id);
        Assert.True(await ground.Portal.RunAsync<CallOutAnswers, bool>(a => a.NotNowAsync(person.Id, asked.CallOutId!.Value, Stop)));
        Assert.Equal([CallOutFault.NobodyToAsk], (await ground.CallAsync(position: tomorrow.Positions[1].Id)).Faults);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_takes_as_many_queries_for_many_people_as_for_few(DatabaseProvider provider)
    {
        var queries = new QueryCounter();
        await using var ground = await CallOutGround.StartAsync(provider, queries: queries);
        await ground.CreateVolunteerAsync();
        var few = await queries.DuringAsync(async () => Assert.Single((await ground.PlanAsync())!.Reach.People));
        foreach (var person in (await ground.Portal.Data.CreateRegularsAsync(ground.Organisation, 60)).Take(20))
        {
            await ground.Portal.Data.CreateStayAsync(person);
        }

        var many = await queries.DuringAsync(async () =>
        {
            var reach = (await ground.PlanAsync())!.Reach;
            Assert.Equal((21, 61), (reach.Within(Circle.InTheRegion).Count(), reach.Within(Circle.Qualified).Count()));
        });
        Assert.Equal(few.Count, many.Count);
        Assert.InRange(many.Count, 1, 6);
    }
}
