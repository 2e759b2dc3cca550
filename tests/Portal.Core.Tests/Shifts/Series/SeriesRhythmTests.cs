using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;

namespace Portal.Core.Tests.Shifts.Series;

public sealed class SeriesRhythmTests
{
    private static readonly DateOnly Today = new(2027, 1, 14);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Other_days_are_seen_first_and_what_somebody_booked_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, series) = await SeriesAsync(portal, "FREQ=WEEKLY;BYDAY=MO,FR");
        var before = await ReadAsync(portal, series);
        var booked = before.Find(s => s.OccursOn == new DateOnly(2027, 1, 25))!;
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), booked);
        var change = new RhythmChange(series, 1, Today, "FREQ=WEEKLY;BYDAY=TU,FR") { GoesOn = true };

        var look = await LookAsync(portal, organiser, change);
        Assert.Equal((SeriesResult.Previewed, 8, 7, 8, 8), (look.Result, look.Lines.Count, look.Goes, look.Comes.Count, look.Fits));
        Assert.Equal(before.Select(s => (s.Id, s.Status)), (await ReadAsync(portal, series)).Select(s => (s.Id, s.Status)));

        var done = await ApplyAsync(portal, organiser, change, look.Seen);
        var after = await ReadAsync(portal, series);

        Assert.Equal(SeriesResult.Done, done.Result);
        Assert.Equal(17, after.Count);
        Assert.Equal(booked.Id, Assert.Single(after, s => s.OccursOn!.Value.DayOfWeek == DayOfWeek.Monday).Id);
        Assert.Equal(8, after.Count(s => s.OccursOn!.Value.DayOfWeek == DayOfWeek.Tuesday));
        Assert.Equal(
            before.Where(s => s.OccursOn!.Value.DayOfWeek == DayOfWeek.Friday).Select(s => s.Id),
            after.Where(s => s.OccursOn!.Value.DayOfWeek == DayOfWeek.Friday).Select(s => s.Id));
        Assert.All(after, s => Assert.Equal((ShiftStatus.Published, s.StartsAt), (s.Status, s.Positions[0].BookableUntil)));
        await using var db = portal.NewContext();
        Assert.Equal(7, await db.Shifts.CountAsync(s => s.Status == ShiftStatus.Cancelled && s.SeriesId == null, Token));

        // The job goes on by the new days, and makes nothing of the old.
        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(2, await portal.RunAsync<SeriesMaking, int>(s => s.MakeDueAsync(Token)));
        Assert.Equal([DayOfWeek.Tuesday, DayOfWeek.Friday], (await ReadAsync(portal, series))[^2..].Select(s => s.OccursOn!.Value.DayOfWeek).Order());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task From_a_day_on_leaves_what_lies_before_and_the_way_back_makes_the_dates_anew(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, series) = await SeriesAsync(portal, "FREQ=WEEKLY;BYDAY=FR");
        var from = new DateOnly(2027, 2, 10);

        var away = new RhythmChange(series, 1, from, "FREQ=WEEKLY;BYDAY=SA;COUNT=3");
        Assert.Equal(SeriesResult.Done, (await ApplyAsync(portal, organiser, away, (await LookAsync(portal, organiser, away)).Seen)).Result);
        Assert.Equal([15, 22, 29, 5, 13, 20, 27], (await ReadAsync(portal, series)).Select(s => s.OccursOn!.Value.Day));

        var back = new RhythmChange(series, 2, from, "FREQ=WEEKLY;BYDAY=FR") { GoesOn = true };
        Assert.Equal(SeriesResult.Done, (await ApplyAsync(portal, organiser, back, (await LookAsync(portal, organiser, back)).Seen)).Result);
        Assert.Equal([15, 22, 29, 5, 12, 19, 26, 5], (await ReadAsync(portal, series)).Select(s => s.OccursOn!.Value.Day));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_seen_is_each_date_and_not_how_many_there_are(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, series) = await SeriesAsync(portal, "FREQ=WEEKLY;BYDAY=FR");
        var dates = await ReadAsync(portal, series);
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, dates[1]);
        var change = new RhythmChange(series, 1, Today, "FREQ=WEEKLY;BYDAY=SA;COUNT=3");
        var look = await LookAsync(portal, organiser, change);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking.Id, Token));
        await portal.Data.CreateBookingAsync(anna, dates[2]);

        var again = await ApplyAsync(portal, organiser, change, look.Seen);

        Assert.Equal((SeriesResult.Previewed, look.Goes, look.Comes.Count), (again.Result, again.Goes, again.Comes.Count));
        Assert.Equal(SeriesResult.Done, (await ApplyAsync(portal, organiser, change, again.Seen)).Result);
        Assert.Equal(ShiftStatus.Published, (await portal.Data.ReadShiftAsync(dates[2].Id)).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_date_left_out_or_called_off_by_itself_does_not_come_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, series) = await SeriesAsync(portal, "FREQ=WEEKLY;BYDAY=FR");
        var off = (await ReadAsync(portal, series))[1];
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser, off.Id, null, Token));
        await portal.RunAsync<SeriesEnding, SeriesEndOutcome>(s => s.SkipAsync(organiser, series, 1, new DateOnly(2027, 1, 29), Token));

        var look = await LookAsync(portal, organiser, new(series, 2, Today, "FREQ=DAILY;COUNT=20"));

        Assert.DoesNotContain(look.Comes, date => date.Day == off.OccursOn || date.Day == new DateOnly(2027, 1, 29));
        Assert.Equal(20 - 1 - 2, look.Comes.Count + look.Fits - 1);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_nobody_has_seen_is_not_done(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, series) = await SeriesAsync(portal, "FREQ=WEEKLY;BYDAY=FR");
        var change = new RhythmChange(series, 1, Today, "FREQ=WEEKLY;BYDAY=MO") { GoesOn = true };
        var look = await LookAsync(portal, organiser, change);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), (await ReadAsync(portal, series))[3]);

        var anew = await ApplyAsync(portal, organiser, change, look.Seen);

        Assert.Equal((SeriesResult.Previewed, look.Goes - 1), (anew.Result, anew.Goes));
        Assert.All(await ReadAsync(portal, series), s => Assert.Equal((DayOfWeek.Friday, ShiftStatus.Published), (s.OccursOn!.Value.DayOfWeek, s.Status)));
        Assert.Equal(SeriesResult.Done, (await ApplyAsync(portal, organiser, change, anew.Seen)).Result);
        Assert.Equal(SeriesResult.ChangedMeanwhile, (await ApplyAsync(portal, organiser, change, anew.Seen)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_cannot_be_is_refused_with_all_reasons(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, series) = await SeriesAsync(portal, "FREQ=WEEKLY;BYDAY=FR");
        var stranger = (await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync())).Id;
        async Task<IEnumerable<SeriesFault>> Faults(string? rule, DateOnly? from = null) => (await LookAsync(portal, organiser, new(series, 1, from ?? Today, rule))).Faults;

        Assert.Equal([SeriesFault.NeverEnds], await Faults("FREQ=DAILY"));
        Assert.Equal([SeriesFault.TooManyDates], await Faults("FREQ=DAILY;COUNT=501"));
        Assert.Equal([SeriesFault.RuleMissing, SeriesFault.FirstDayInPast], await Faults(null, Today.AddDays(-1)));
        Assert.Equal([SeriesFault.BeyondMade], await Faults("FREQ=WEEKLY;BYDAY=MO;COUNT=3", Today.AddDays(ShiftSeries.DaysAhead + 1)));
        Assert.Equal(SeriesResult.NotFound, (await LookAsync(portal, stranger, new(series, 1, Today, "FREQ=DAILY;COUNT=3"))).Result);
        Assert.Equal(SeriesResult.NothingToChange, (await LookAsync(portal, organiser, new(series, 1, Today, "FREQ=WEEKLY;BYDAY=FR") { GoesOn = true })).Result);
    }

    private static async Task<(Guid Organiser, Guid Series)> SeriesAsync(TestPortal portal, string rule)
    {
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var plan = new NewShift((await portal.Data.CreateActivityAsync(kitchen)).Id, new(2027, 1, 14, 18, 0, 0), new(2027, 1, 14, 21, 0, 0))
        {
            SiteId = (await portal.Data.CreateSiteAsync(kitchen)).Id,
            Positions = [new(LocalText.Of("Cook"), 1, 2)],
        };
        var outcome = await portal.RunAsync<SeriesService, CreateSeriesOutcome>(
            s => s.CreateAsync(organiser.Id, new(plan, rule) { GoesOn = true, Publishes = true }, Ids.New(portal.Clock), Token));
        return (organiser.Id, outcome.SeriesId!.Value);
    }

    private static async Task<List<Shift>> ReadAsync(TestPortal portal, Guid series)
    {
        await using var db = portal.NewContext();
        return await db.Shifts.AsNoTracking().Include(s => s.Positions).Where(s => s.SeriesId == series).OrderBy(s => s.OccursOn).ToListAsync(Token);
    }

    private static Task<RhythmOutcome> LookAsync(TestPortal portal, Guid actor, RhythmChange change) =>
        portal.RunAsync<SeriesRhythm, RhythmOutcome>(s => s.PreviewAsync(actor, change, Token));

    private static Task<RhythmOutcome> ApplyAsync(TestPortal portal, Guid actor, RhythmChange change, string seen) =>
        portal.RunAsync<SeriesRhythm, RhythmOutcome>(s => s.ApplyAsync(actor, change, seen, Token));
}
