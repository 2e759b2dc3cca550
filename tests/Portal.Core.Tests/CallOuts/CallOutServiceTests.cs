using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Updates;

namespace Portal.Core.Tests.CallOuts;

/// <summary>Calling for people, widening and ending.</summary>
public sealed class CallOutServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_form_asks_once_however_often_it_is_sent_and_says_how_many(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        for (var person = 0; person < 3; person++)
        {
            await ground.CreateVolunteerAsync();
        }

        var key = Ids.New(ground.Portal.Clock);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ground.CallAsync(key: key)));

        Assert.All(outcomes, outcome => Assert.Equal((CallOutResult.Done, 3, 0), (outcome.Result, outcome.AskedNow, outcome.AskedLater)));
        Assert.Single(outcomes.Select(o => o.CallOutId).Distinct());
        await using var db = ground.Portal.NewContext();
        Assert.Equal(3, await db.CallOutAsks.CountAsync(Stop));
        Assert.Equal(3, await db.Messages.CountAsync(m => m.Template == "call-out", Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_organisers_who_call_at_once_make_one_call_out_and_nobody_is_asked_twice(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var colleague = await ground.Portal.Data.CreateOrganiserAsync(ground.Organisation);
        var person = await ground.CreateVolunteerAsync();

        var outcomes = await Task.WhenAll(ground.CallAsync(), ground.CallAsync(by: colleague.Id));

        var done = Assert.Single(outcomes, o => o.Result == CallOutResult.Done);
        var second = Assert.Single(outcomes, o => o.Result == CallOutResult.Refused);
        Assert.Equal([CallOutFault.AlreadyCalling], second.Faults);
        Assert.Equal(done.CallOutId, second.CallOutId);
        await using var db = ground.Portal.NewContext();
        Assert.Equal([person.Id], await db.CallOutAsks.Select(a => a.SupporterId).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_call_outs_at_once_ask_one_person_twice_that_day_at_most(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        await ground.CreateVolunteerAsync();
        var positions = new List<Guid>();
        for (var shift = 0; shift < 5; shift++)
        {
            positions.Add((await ground.Portal.Data.CreateShiftAsync(ground.Organisation, TimeSpan.FromHours(8 + shift))).Positions[0].Id);
        }

        var outcomes = await Task.WhenAll(positions.Select(position => ground.CallAsync(position: position)));

        Assert.Equal(CallOutAsk.MostADay, outcomes.Count(o => o.Result == CallOutResult.Done));
        Assert.All(outcomes.Where(o => o.Result == CallOutResult.Refused), o => Assert.Equal([CallOutFault.NobodyToAsk], o.Faults));
        await using var db = ground.Portal.NewContext();
        Assert.Equal([1, 2], await db.CallOutAsks.Select(a => a.Number).Order().ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_reasons_against_are_told_at_once(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        await ground.CreateVolunteerAsync();

        Assert.Equal(
            [CallOutFault.LineMissing, CallOutFault.MoreThanPlaces],
            (await ground.CallAsync(line: "   ", wanted: 2)).Faults);
        Assert.Equal([CallOutFault.LineTooLong, CallOutFault.WantedOutOfRange], (await ground.CallAsync(line: new string('a', CallOut.LineLength + 1), wanted: 0)).Faults);
        Assert.Equal([CallOutFault.Unsafe], (await ground.CallAsync(line: "Meet at 12 rue de la Paix")).Faults);
        Assert.Equal([CallOutFault.CircleUnknown], (await ground.CallAsync(circle: (Circle)7)).Faults);

        await ground.Portal.Data.CreateBookingAsync(await ground.Portal.Data.CreateSupporterAsync(), ground.Shift);
        Assert.Equal([CallOutFault.NobodyMissing], (await ground.CallAsync()).Faults);
        ground.Portal.Clock.Advance(TimeSpan.FromHours(10));
        Assert.Equal([CallOutFault.ShiftClosed, CallOutFault.NobodyMissing], (await ground.CallAsync()).Faults);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_may_stay_goes_on_record_without_its_words(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        await ground.CreateVolunteerAsync();

        var outcome = await ground.Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.StartAsync(
            ground.Organiser.Id, ground.Driver, new CallOutText("Ring 06 12 34 56 78", "en", 1, Circle.InTheRegion, "our public duty phone"), Ids.New(ground.Portal.Clock), Stop));

        var entry = Assert.Single(await ground.Portal.Data.RecordAsync("call-out.started-with-risk"));
        Assert.Equal((outcome.CallOutId, "PhoneNumber: our public duty phone"), (entry.SubjectId, entry.Detail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_organisers_of_the_group_call_widen_end_and_see(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        await ground.CreateVolunteerAsync();
        var id = (await ground.CallAsync()).CallOutId!.Value;
        var data = ground.Portal.Data;
        foreach (var other in new[] { await data.CreateOrganiserAsync(await data.CreateOrganisationAsync()), await ground.CreateVolunteerAsync() })
        {
            Assert.Equal(CallOutResult.NotFound, (await ground.CallAsync(by: other.Id)).Result);
            Assert.Equal(CallOutResult.NotFound, (await ground.Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.WidenAsync(other.Id, id, Circle.Others, Stop))).Result);
            Assert.Equal(CallOutResult.NotFound, (await ground.Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.EndAsync(other.Id, id, Stop))).Result);
            Assert.Null(await ground.Portal.RunAsync<CallOutDesk, CallOutProgress?>(d => d.ProgressAsync(other.Id, id, Stop)));
            Assert.Null(await ground.Portal.RunAsync<CallOutDesk, CallOutPlan?>(d => d.PlanAsync(other.Id, ground.Driver, Stop)));
            var board = await ground.Portal.RunAsync<CallOutDesk, CallOutBoard>(d => d.BoardAsync(other.Id, Stop));
            Assert.Empty(board.CallOuts);
            Assert.Empty(board.Gaps);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Widening_asks_those_who_were_not_asked_yet(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider);
        var (here, away) = (await ground.CreateVolunteerAsync(), await ground.CreateVolunteerAsync(here: false));
        var id = (await ground.CallAsync()).CallOutId!.Value;

        var wider = await WidenAsync(ground, id, Circle.Qualified);
        var again = await WidenAsync(ground, id, Circle.Qualified);
        var further = await WidenAsync(ground, id, Circle.Others);

        Assert.Equal((CallOutResult.Done, 1), (wider.Result, wider.AskedNow));
        Assert.Equal((CallOutResult.Done, 0), (again.Result, again.AskedNow));
        Assert.Equal([CallOutFault.NobodyToAsk], further.Faults);
        await using var db = ground.Portal.NewContext();
        Assert.Equal(
            new Dictionary<Guid, Circle> { [here.Id] = Circle.InTheRegion, [away.Id] = Circle.Qualified },
            await db.CallOutAsks.ToDictionaryAsync(a => a.SupporterId, a => a.Circle, Stop));
        Assert.Equal(Circle.Qualified, (await db.CallOuts.SingleAsync(Stop)).Circle);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_was_not_asked_yet_when_it_ends_is_not_asked_and_it_counts_for_nothing(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider, startsIn: TimeSpan.FromHours(30));
        var (sleeper, awake) = (await ground.CreateVolunteerAsync(), await ground.CreateVolunteerAsync(urgentAtNight: true));
        ground.Portal.Clock.Advance(TimeSpan.FromHours(13));
        var outcome = await ground.CallAsync();
        Assert.Equal((1, 1, (DateTimeOffset?)TestPortal.Begin.AddHours(22)), (outcome.AskedNow, outcome.AskedLater, outcome.LaterFrom));

        Assert.Equal(CallOutResult.Done, (await EndAsync(ground, outcome.CallOutId!.Value)).Result);
        Assert.Equal(CallOutResult.Done, (await EndAsync(ground, outcome.CallOutId!.Value)).Result);

        await using var db = ground.Portal.NewContext();
        Assert.Equal([awake.Id], await db.CallOutAsks.Select(a => a.SupporterId).ToListAsync(Stop));
        Assert.Empty(await ground.OpenAsync(awake));
        ground.Portal.Clock.Advance(TimeSpan.FromHours(10));
        await ground.Portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Stop));
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Template == "call-out" && m.SupporterId == sleeper.Id, Stop);
        Assert.Equal((MessageState.Skipped, "call-out-over"), (message.State, message.Reason));
        Assert.Equal(CallOutResult.Done, (await ground.CallAsync()).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_that_found_everybody_makes_room_for_the_next_and_one_that_is_over_is_not_widened(DatabaseProvider provider)
    {
        await using var ground = await CallOutGround.StartAsync(provider, drivers: 2);
        var (one, two) = (await ground.CreateVolunteerAsync(), await ground.CreateVolunteerAsync());
        var first = (await ground.CallAsync()).CallOutId!.Value;
        await ground.Portal.RunAsync<CallOutAnswers, BookOutcome?>(a => a.ComeAsync(one.Id, first, Ids.New(ground.Portal.Clock), Stop));
        Assert.Equal([CallOutFault.Over], (await WidenAsync(ground, first, Circle.Others)).Faults);

        var second = await ground.CallAsync();

        Assert.Equal((CallOutResult.Done, 1), (second.Result, second.AskedNow));
        Assert.Equal([two.Id], (await ReadAsksAsync(ground, second.CallOutId!.Value)).Select(a => a.SupporterId));
        Assert.NotNull((await ground.ProgressAsync(first)).EndedAt);
    }

    private static async Task<List<CallOutAsk>> ReadAsksAsync(CallOutGround ground, Guid callOut)
    {
        await using var db = ground.Portal.NewContext();
        return await db.CallOutAsks.AsNoTracking().Where(a => a.CallOutId == callOut).ToListAsync(Stop);
    }

    private static Task<CallOutOutcome> WidenAsync(CallOutGround ground, Guid id, Circle circle) =>
        ground.Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.WidenAsync(ground.Organiser.Id, id, circle, Stop));

    private static Task<CallOutOutcome> EndAsync(CallOutGround ground, Guid id) =>
        ground.Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.EndAsync(ground.Organiser.Id, id, Stop));
}
