using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Needs;
using Portal.Core.Privacy;

namespace Portal.Core.Tests.Needs;

/// <summary>What organisers write of what is short.</summary>
public sealed class NeedServiceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_form_adds_one_need_and_only_for_ones_own_organisation(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (data, key) = (ground.Portal.Data, Ids.New(ground.Portal.Clock));
        var other = await data.CreateOrganisationAsync();
        var stranger = await data.CreateOrganiserAsync(other);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AddAsync(ground, ground.Organiser.Id, ground.Organisation.Id, key)));

        Assert.All(outcomes, outcome => Assert.Equal((NeedResult.Done, key), (outcome.Result, outcome.NeedId)));
        Assert.Equal(NeedResult.NotFound, (await AddAsync(ground, ground.Organiser.Id, other.Id, Ids.New(ground.Portal.Clock))).Result);
        Assert.Equal(NeedResult.NotFound, (await AddAsync(ground, stranger.Id, other.Id, key)).Result);
        Assert.Equal(NeedResult.NotFound, (await ground.EditAsync(TestNeeds.Plan(), stranger)).Result);
        Assert.Equal(NeedResult.NotFound, (await ground.Portal.RunAsync<NeedService, NeedOutcome>(s => s.CloseAsync(stranger.Id, ground.Need, Stop))).Result);
        Assert.Equal(NeedResult.NotFound, (await ground.Portal.RunAsync<NeedService, NeedOutcome>(s => s.RenewAsync(stranger.Id, ground.Need, Stop))).Result);
        Assert.Equal(ArrivalOutcome.NotFound, await ground.NoteAsync(1, by: stranger));
        Assert.Null(await ground.Portal.RunAsync<NeedDesk, DeskPage?>(d => d.FindAsync(stranger.Id, ground.Need, Stop)));
        await using var db = ground.Portal.NewContext();
        Assert.Equal(2, await db.Needs.CountAsync(Stop));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var plan = new NeedPlan(LocalText.Of("\u200b"), LocalText.Of("", "nombreuses"), LocalText.Of(new string('a', Need.PlaceLength + 1)), null, (NeedUrgency)9, 0).Cleaned();

        Assert.Equal([("Item", TextFaultKind.Missing), ("Place", TextFaultKind.TooLong)], plan.TextFaults().Select(fault => (fault.Field, fault.Kind)));
        Assert.Equal([NeedFault.WantedOutOfRange, NeedFault.UrgencyUnknown], plan.Faults());
        foreach (var wanted in new[] { -1, 0, Need.MostAmount + 1, int.MaxValue, int.MinValue })
        {
            Assert.Equal([NeedFault.WantedOutOfRange], TestNeeds.Plan(wanted).Faults());
        }

        Assert.All([1, Need.MostAmount], wanted => Assert.Empty(TestNeeds.Plan(wanted).Faults()));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_meeting_point_is_never_published_by_mistake_and_what_may_stay_is_on_record(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var shift = await ground.Portal.Data.CreateShiftAsync(ground.Organisation);
        await using (var db = ground.Portal.NewContext())
        {
            await db.Sites.ExecuteUpdateAsync(set => set.SetProperty(s => s.PointIsPublic, false), Stop);
        }

        await ground.Portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(ground.Organiser.Id, shift.SiteId!.Value, "Car park of the Vieux Moulin", Stop));
        var telling = TestNeeds.Plan() with { Place = LocalText.Of("The warehouse.", "À côté du vieux moulin.") };

        Assert.Equal([NeedFault.Unsafe], (await ground.EditAsync(telling)).Faults);
        Assert.Equal([NeedFault.Unsafe], (await AddAsync(ground, ground.Organiser.Id, ground.Organisation.Id, Ids.New(ground.Portal.Clock), telling)).Faults);
        Assert.Equal([NeedFault.Unsafe], (await ground.EditAsync(TestNeeds.Plan(item: "Gloves, to the Vieux Moulin"))).Faults);
        Assert.Equal([NeedFault.Unsafe], (await ground.EditAsync(TestNeeds.Plan(place: "12 rue de la Paix"))).Faults);
        Assert.Equal(NeedResult.Done, (await ground.EditAsync(telling with { WhySafe = "our public warehouse" })).Result);

        var entry = Assert.Single(await ground.Portal.Data.RecordAsync("need.published-with-risk"));
        Assert.Equal((ground.Need, "MeetingPoint: our public warehouse"), (entry.SubjectId, entry.Detail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_promised_is_told_when_it_becomes_something_else_in_their_language_or_is_closed(DatabaseProvider provider)
    {
        await using var ground = await NeedGround.StartAsync(provider);
        var (ruth, amélie) = (await ground.Portal.Data.CreateSupporterAsync(), await ground.Portal.Data.CreateSupporterAsync(language: "fr"));
        await ground.PledgeAsync(ruth, 5);
        var second = (await ground.PledgeAsync(amélie, 5)).PledgeId!.Value;

        // More of it, more urgent, in capitals: it is the same thing.
        Assert.Equal(0, (await ground.EditAsync(TestNeeds.Plan(90, "work gloves, SIZE L"))).Told);
        // A French name concerns who reads French.
        Assert.Equal(1, (await ground.EditAsync(TestNeeds.Plan(90, french: "Gants épais"))).Told);
        Assert.Equal(amélie.Id, Assert.Single(await ground.MailAsync("pledge-need-changed")).SupporterId);
        var letter = await Letters.WriteAsync(ground.Portal, "pledge-need-changed", amélie);
        Assert.Contains("Gants de travail, taille L", letter.Letter!.Subject, StringComparison.Ordinal);
        Assert.Contains("Gants épais", letter.Words(), StringComparison.Ordinal);
        // So does another place, with both.
        Assert.Equal(2, (await ground.EditAsync(TestNeeds.Plan(90, french: "Gants épais", place: "The port, on Mondays."))).Told);

        await ground.TakeBackAsync(amélie, second);
        Assert.Equal((NeedResult.Done, 1), ((await ground.CloseAsync()) is var closed ? closed.Result : default, closed.Told));
        Assert.Equal(0, (await ground.CloseAsync()).Told);
        Assert.Equal(ruth.Id, Assert.Single(await ground.MailAsync("pledge-need-closed")).SupporterId);

        // What was promised is not lost: it may still come, and nobody promises more.
        Assert.Equal((5, 0), await ground.CountsAsync());
        Assert.Equal(PledgeResult.NotFound, (await ground.PledgeAsync(amélie, 1)).Result);
        Assert.Equal(ArrivalOutcome.Done, await ground.NoteAsync(5, (await OpenAsync(ground)).Id));
        Assert.Equal((0, 5), await ground.CountsAsync());
        Assert.Equal(NeedResult.Done, (await ground.RenewAsync()).Result);
        Assert.Equal(PledgeResult.Done, (await ground.PledgeAsync(amélie, 1)).Result);
    }

    private static async Task<Pledge> OpenAsync(NeedGround ground)
    {
        await using var db = ground.Portal.NewContext();
        return await db.Pledges.AsNoTracking().SingleAsync(p => p.State == PledgeState.Open, Stop);
    }

    private static Task<NeedOutcome> AddAsync(NeedGround ground, Guid by, Guid organisation, Guid key, NeedPlan? plan = null) =>
        ground.Portal.RunAsync<NeedService, NeedOutcome>(s => s.AddAsync(by, key, organisation, plan ?? TestNeeds.Plan(item: "Diesel"), Stop));
}
