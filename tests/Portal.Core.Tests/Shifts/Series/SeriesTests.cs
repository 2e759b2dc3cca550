using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;

namespace Portal.Core.Tests.Shifts.Series;

public sealed class SeriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_series_makes_its_shifts_eight_weeks_ahead_once_whoever_runs_how_often(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var key = Ids.New(portal.Clock);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => CreateAsync(portal, organiser, plan, key)));

        var id = Assert.Single(outcomes.Select(o => o.SeriesId).Distinct())!.Value;
        var first = await ReadAsync(portal, id);
        Assert.Equal((24, new DateOnly(2027, 1, 15), new DateOnly(2027, 3, 10)), (first.Count, first[0].OccursOn, first[^1].OccursOn));
        Assert.All(first, s => Assert.Equal((ShiftStatus.Published, Visibility.Members, TimeSpan.FromHours(3)), (s.Status, s.Visibility, s.EndsAt - s.StartsAt)));
        Assert.All(first.SelectMany(s => s.Positions), p => Assert.Equal(first.Find(s => s.Id == p.ShiftId)!.StartsAt, p.BookableUntil));
        Assert.True(first[0].Positions[0].IsInterpreter);
        Assert.Equal(["ar"], first[0].Positions[0].Languages);

        // Three weeks on, across the clock change of 28 March: two workers twice, and one with nothing left to do.
        portal.Clock.Advance(TimeSpan.FromDays(21));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MakeAsync(portal)));
        Assert.Equal(0, await MakeAsync(portal));

        var all = await ReadAsync(portal, id);
        Assert.Equal((9, 33), (made.Sum(), all.Count));
        Assert.Equal(all.Select(s => s.OccursOn).Distinct().Count(), all.Count);
        Assert.All(all, s => Assert.Equal(new TimeOnly(18, 0), TimeOnly.FromDateTime(WallTime.At(s.StartsAt, WallTime.Zone("Europe/Paris")))));
        Assert.Contains(all, s => s.StartsAt == new DateTimeOffset(2027, 3, 29, 16, 0, 0, TimeSpan.Zero));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_worker_killed_half_way_leaves_nothing_and_the_next_one_makes_all(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var id = (await CreateAsync(portal, organiser, plan)).SeriesId!.Value;
        portal.Clock.Advance(TimeSpan.FromDays(7));

        // It dies when it has moved the day on and before it commits; the index refuses who would make a date again.
        await using (var db = portal.NewContext())
        {
            await using var dying = await db.Database.BeginTransactionAsync(Token);
            await db.ShiftSeries.ExecuteUpdateAsync(set => set.SetProperty(s => s.MadeThrough, new DateOnly(2027, 3, 18)), Token);
        }

        Assert.Equal(3, await MakeAsync(portal));
        var shifts = await ReadAsync(portal, id);
        Assert.Equal(27, shifts.Count);
        await using var again = portal.NewContext();
        again.Shifts.Add(ShiftMaker.Make(plan.Plan, shifts[0].OrganisationId, Visibility.Members, TimeZoneInfo.Utc, new(shifts[0].StartsAt, shifts[0].EndsAt, null, false), portal.Clock, (id, shifts[0].OccursOn!.Value)));
        Assert.True(Retry.IsCollision(await Assert.ThrowsAsync<DbUpdateException>(() => again.SaveChangesAsync(Token))));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_look_stores_nothing_and_says_all_that_is_wrong(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);

        var look = await LookAsync(portal, organiser, plan with { Rule = "FREQ=WEEKLY;BYDAY=SU;COUNT=20" });
        var endless = await LookAsync(portal, organiser, plan with { GoesOn = false });
        var wrong = await LookAsync(portal, organiser, plan with { Rule = "FREQ=HOURLY", Plan = plan.Plan with { StartsAt = new(2027, 1, 4, 9, 0, 0), EndsAt = new(2027, 1, 4, 8, 0, 0), Positions = [] } });
        var foreign = await CreateAsync(portal, (await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync())).Id, plan);

        Assert.Equal((true, 20, 8), (look.IsFine, look.Total, look.Times.Count));
        Assert.Equal([SeriesFault.NeverEnds], endless.RuleFaults);
        Assert.Equal([SeriesFault.TooOften, SeriesFault.FirstDayInPast], wrong.RuleFaults);
        Assert.Equal([PlanFaultKind.StartsInPast, PlanFaultKind.EndsBeforeStart, PlanFaultKind.NoPosition], wrong.Faults.Select(f => f.Kind));
        Assert.Contains(foreign.Refused!.Faults, f => f.Kind == PlanFaultKind.UnknownActivity);
        await using var db = portal.NewContext();
        Assert.Equal((0, 0), (await db.ShiftSeries.CountAsync(Token), await db.Shifts.CountAsync(Token)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_change_is_looked_at_first_leaves_what_people_have_booked_and_holds_for_dates_to_come(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var id = (await CreateAsync(portal, organiser, plan)).SeriesId!.Value;
        var before = await ReadAsync(portal, id);
        var booked = before[5];
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), booked);
        var later = plan.Plan with { StartsAt = new(2027, 1, 25, 19, 30, 0), EndsAt = new(2027, 1, 25, 23, 30, 0), Positions = [new(LocalText.Of("Cook"), 1, 3)] };

        var look = await ChangeAsync(portal, organiser, new(id, 1, SeriesScope.Following, before[4].OccursOn!.Value, later), apply: false);
        Assert.Equal((SeriesResult.Previewed, 20, 19), (look.Result, look.Lines.Count, look.Lines.Count(l => l.Result == ShiftEditResult.Changed)));
        Assert.Equal([ShiftPart.Times, ShiftPart.Positions], look.Parts);
        Assert.Equal(before.Select(s => s.StartsAt), (await ReadAsync(portal, id)).Select(s => s.StartsAt));

        var done = await ChangeAsync(portal, organiser, new(id, 1, SeriesScope.Following, before[4].OccursOn!.Value, later), apply: true);
        var second = await ChangeAsync(portal, organiser, new(id, 1, SeriesScope.All, before[4].OccursOn!.Value, later), apply: true);
        Assert.Equal((SeriesResult.Done, SeriesResult.ChangedMeanwhile), (done.Result, second.Result));
        Assert.Equal(look.Lines.Select(l => (l.ShiftId, l.NewStartsAt, l.Result)), done.Lines.Select(l => (l.ShiftId, l.NewStartsAt, l.Result)));

        portal.Clock.Advance(TimeSpan.FromDays(2));
        await MakeAsync(portal);
        var after = await ReadAsync(portal, id);
        Assert.Equal([18, 18, 18, 18, 19, 18, 19, 19], after.Take(8).Select(s => WallTime.At(s.StartsAt, WallTime.Zone(s.TimeZone)).Hour));
        Assert.Equal((1, 2, "Interpreter"), (after[5].Version, after[6].Version, after[5].Positions[0].Name.In("en")));
        Assert.Equal(("Cook", 3, after[6].StartsAt), (after[6].Positions.Single().Name.In("en"), after[6].Positions[0].Capacity, after[6].Positions[0].BookableUntil));
        Assert.Equal((25, 19, 4), (after.Count, WallTime.At(after[^1].StartsAt, WallTime.Zone("Europe/Paris")).Hour, (after[^1].EndsAt - after[^1].StartsAt).Hours));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_date_keeps_what_it_has_of_its_own_and_of_two_organisers_the_second_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var id = (await CreateAsync(portal, organiser, plan)).SeriesId!.Value;
        var day = (await ReadAsync(portal, id))[2].OccursOn!.Value;

        Assert.Equal(SeriesResult.NothingToChange, (await ChangeAsync(portal, organiser, new(id, 1, SeriesScope.All, day, plan.Plan), apply: true)).Result);
        var one = await ChangeAsync(portal, organiser, new(id, 1, SeriesScope.This, day, plan.Plan with { Description = "With a guest" }), apply: true);
        var race = await Task.WhenAll(Enumerable.Range(0, 5).Select(n =>
            ChangeAsync(portal, organiser, new(id, 2, SeriesScope.All, day, plan.Plan with { CancellationHours = 24 + n }), apply: true)));

        Assert.Equal((SeriesResult.Done, 1), (one.Result, one.Lines.Count));
        Assert.Single(race, o => o.Result == SeriesResult.Done);
        Assert.Equal(4, race.Count(o => o.Result == SeriesResult.ChangedMeanwhile));
        var shifts = await ReadAsync(portal, id);
        Assert.Single(shifts, s => s.Description == "With a guest");
        Assert.Single(shifts.Select(s => s.CancellationHours).Distinct());
        Assert.NotEqual(12, shifts[0].CancellationHours);
        var stranger = (await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync())).Id;
        Assert.Equal(SeriesResult.NotFound, (await ChangeAsync(portal, stranger, new(id, 3, SeriesScope.All, day, plan.Plan), apply: true)).Result);
        Assert.Equal(SeriesResult.Refused, (await ChangeAsync(portal, organiser, new(id, 3, SeriesScope.All, day, plan.Plan with { Positions = [] }), apply: true)).Result);
        Assert.Equal(SeriesResult.Done, (await ChangeAsync(portal, organiser, new(id, 3, SeriesScope.All, day, plan.Plan), apply: true)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task People_who_book_while_a_series_is_changed_keep_what_they_booked(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var seriesPlan = plan with { Plan = plan.Plan with { Visibility = Visibility.Public, Positions = [new(LocalText.Of("Cook"), 1, 3)] } };
        var id = (await CreateAsync(portal, organiser, seriesPlan)).SeriesId!.Value;
        var shifts = (await ReadAsync(portal, id)).Take(8).ToList();
        var people = new List<Guid>();
        foreach (var shift in shifts)
        {
            people.Add((await portal.Data.CreateRegularAsync((await portal.Data.ReadShiftAsync(shift.Id)).Organisation!)).Id);
        }

        var bookings = shifts.Select((shift, n) => portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(people[n], shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token)));
        var change = ChangeAsync(portal, organiser, new(id, 1, SeriesScope.All, shifts[0].OccursOn!.Value, seriesPlan.Plan with { StartsAt = seriesPlan.Plan.StartsAt.AddHours(-8), EndsAt = seriesPlan.Plan.EndsAt.AddHours(-8) }), apply: true);
        await Task.WhenAll([change, .. bookings]);

        // Whoever was first: a shift is either moved and whoever books sees so, or booked and left.
        var moved = (await change).Lines.Where(l => l.Result == ShiftEditResult.Changed).Select(l => l.ShiftId).ToHashSet();
        await using var db = portal.NewContext();
        foreach (var shift in shifts)
        {
            var now = await portal.Data.ReadShiftAsync(shift.Id);
            Assert.Equal(moved.Contains(shift.Id), now.StartsAt != shift.StartsAt);
            Assert.Equal(now.Positions[0].Held, await db.Bookings.CountAsync(b => b.ShiftId == shift.Id && BookingStates.Holding.Contains(b.State), Token));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ending_a_series_and_leaving_a_date_out_call_off_only_what_nobody_booked(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var id = (await CreateAsync(portal, organiser, plan)).SeriesId!.Value;
        var shifts = await ReadAsync(portal, id);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shifts[10]);
        var beyond = new DateOnly(2027, 3, 15);

        Assert.Equal(SeriesResult.HasPeople, (await SkipAsync(portal, organiser, id, 1, shifts[10].OccursOn!.Value)).Result);
        Assert.Equal(SeriesResult.NotFound, (await SkipAsync(portal, organiser, id, 1, shifts[3].OccursOn!.Value.AddDays(-1))).Result);
        Assert.Equal(SeriesResult.Done, (await SkipAsync(portal, organiser, id, 1, shifts[3].OccursOn!.Value)).Result);
        Assert.Equal(SeriesResult.ChangedMeanwhile, (await SkipAsync(portal, organiser, id, 1, shifts[4].OccursOn!.Value)).Result);
        Assert.Equal(SeriesResult.Done, (await SkipAsync(portal, organiser, id, 2, beyond)).Result);
        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, await MakeAsync(portal));

        var look = await portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.PreviewAsync(organiser, id, 3, shifts[8].OccursOn!.Value, Token));
        var otherwise = await portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.EndAsync(organiser, id, 3, shifts[8].OccursOn!.Value, 17, Token));
        var untouched = (await ReadAsync(portal, id)).Count(s => s.OccursOn > shifts[8].OccursOn && s.Status == ShiftStatus.Cancelled);
        var ended = await portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.EndAsync(organiser, id, 3, shifts[8].OccursOn!.Value, 16, Token));
        Assert.Equal((SeriesResult.Previewed, 17, 0), (otherwise.Result, otherwise.Lines.Count, untouched));
        Assert.Equal((SeriesResult.Previewed, SeriesResult.Done, 17), (look.Result, ended.Result, ended.Lines.Count));
        Assert.Equal(shifts[10].Id, Assert.Single(ended.Lines, l => l.Result == ShiftEditResult.HasPeople).ShiftId);

        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await MakeAsync(portal));
        var after = await ReadAsync(portal, id);
        Assert.DoesNotContain(after, s => s.OccursOn == beyond);
        Assert.Equal([.. Enumerable.Range(0, 9).Where(n => n != 3), 10], Enumerable.Range(0, after.Count).Where(n => after[n].Status == ShiftStatus.Published));
        Assert.All(after.Where(s => s.Status == ShiftStatus.Cancelled).SelectMany(s => s.Positions), p => Assert.Null(p.BookableUntil));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_date_with_a_walk_in_stays_as_it_is_and_one_whose_walk_in_was_taken_back_keeps_its_positions(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var id = (await CreateAsync(portal, organiser, plan)).SeriesId!.Value;
        var shifts = await ReadAsync(portal, id);
        var (there, gone) = (shifts[1], shifts[2]);
        var takenBack = WalkIn.Add(portal.Clock, gone.Id, gone.Positions[0].Id, "Ana", organiser);
        takenBack.Remove(portal.Clock.GetUtcNow());
        await portal.Data.SaveAsync(WalkIn.Add(portal.Clock, there.Id, there.Positions[0].Id, "Ana", organiser));
        await portal.Data.SaveAsync(takenBack);

        var change = await ChangeAsync(portal, organiser, new(id, 1, SeriesScope.All, there.OccursOn!.Value, plan.Plan with { Positions = [new(LocalText.Of("Cook"), 1, 3)] }), apply: true);
        Assert.Equal(SeriesResult.Done, change.Result);
        Assert.Equal(new[] { there.Id, gone.Id }, change.Lines.Where(l => l.Result == ShiftEditResult.HasPeople).Select(l => l.ShiftId));
        Assert.Equal(SeriesResult.HasPeople, (await SkipAsync(portal, organiser, id, 2, there.OccursOn!.Value)).Result);
        Assert.Equal(SeriesResult.NotFound, (await SkipAsync(portal, organiser, id, 2, DateOnly.MinValue)).Result);
        var page = await portal.RunAsync<SeriesQueries, SeriesPage?>(q => q.FindAsync(organiser, id, Token));
        Assert.Equal(there.Id, Assert.Single(page!.Shifts, s => s.HasPeople).Id);

        var look = await portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.PreviewAsync(organiser, id, 2, shifts[0].OccursOn!.Value, Token));
        var ended = await portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.EndAsync(organiser, id, 2, shifts[0].OccursOn!.Value, look.Lines.Count - 1, Token));
        Assert.Equal((SeriesResult.Done, there.Id), (ended.Result, Assert.Single(ended.Lines, l => l.Result == ShiftEditResult.HasPeople).ShiftId));
        Assert.Equal(ShiftStatus.Published, (await portal.Data.ReadShiftAsync(there.Id)).Status);
    }

    private static async Task<(Guid Organiser, NewSeries Series)> PlanAsync(TestPortal portal)
    {
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var activity = await portal.Data.CreateActivityAsync(kitchen, visibility: Visibility.Members);
        var site = await portal.Data.CreateSiteAsync(kitchen);
        var plan = new NewShift(activity.Id, new(2027, 1, 14, 18, 0, 0), new(2027, 1, 14, 21, 0, 0))
        {
            SiteId = site.Id,
            LeadId = organiser.Id,
            Positions = [new(LocalText.Of("Interpreter"), 1, 2) { Languages = ["ar"], IsInterpreter = true }, new(LocalText.Of("Distributor"), 0, 6) { BeginnerFriendly = true }],
        };
        return (organiser.Id, new NewSeries(plan, "FREQ=WEEKLY;BYDAY=MO,WE,FR") { GoesOn = true, Publishes = true });
    }

    private static async Task<List<Shift>> ReadAsync(TestPortal portal, Guid series)
    {
        await using var db = portal.NewContext();
        return await db.Shifts.AsNoTracking().Include(s => s.Positions.OrderBy(p => p.Order)).Where(s => s.SeriesId == series).OrderBy(s => s.OccursOn).ToListAsync(Token);
    }

    private static Task<CreateSeriesOutcome> CreateAsync(TestPortal portal, Guid actor, NewSeries plan, Guid? key = null) =>
        portal.RunAsync<SeriesService, CreateSeriesOutcome>(s => s.CreateAsync(actor, plan, key ?? Ids.New(portal.Clock), Token));

    private static Task<SeriesPreview> LookAsync(TestPortal portal, Guid actor, NewSeries plan) => portal.RunAsync<SeriesService, SeriesPreview>(s => s.PreviewAsync(actor, plan, Token));

    private static Task<int> MakeAsync(TestPortal portal) => portal.RunAsync<SeriesMaking, int>(s => s.MakeDueAsync(Token));

    private static Task<SeriesChangeOutcome> ChangeAsync(TestPortal portal, Guid actor, SeriesChange change, bool apply) =>
        portal.RunAsync<SeriesChanges, SeriesChangeOutcome>(s => apply ? s.ApplyAsync(actor, change, Token) : s.PreviewAsync(actor, change, Token));

    private static Task<SeriesEndOutcome> SkipAsync(TestPortal portal, Guid actor, Guid series, int version, DateOnly day) =>
        portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.SkipAsync(actor, series, version, day, Token));
}
