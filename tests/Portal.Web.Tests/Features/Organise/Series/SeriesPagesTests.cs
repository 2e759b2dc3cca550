using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;

namespace Portal.Web.Tests.Features.Organise.Series;

public sealed class SeriesPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Other_days_are_looked_at_first_and_a_shift_leads_to_its_series(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var plan = ShiftPlanningTests.Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var look = await (await organiser.GetAsync("/organise/series/new")).SubmitAsync("Show me the dates", [.. plan, ("Rhythm.Kind", "Weekly"), ("Rhythm.Days", "FR"), ("Rhythm.Ends", "GoesOn")]);
        var made = await look.SubmitAsync("Start this series");
        await using var db = portal.NewContext();
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.Positions).OrderBy(s => s.StartsAt).ToListAsync(Token);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shifts[2]);

        var shift = await organiser.GetAsync($"/organise/shifts/{shifts[2].Id}");
        Assert.Equal(made.Path, shift.Link("Part of a series: see it and its other dates"));
        Assert.DoesNotContain("Part of a series", (await organiser.GetAsync($"/shifts/{shifts[2].Id}")).Text, StringComparison.Ordinal);

        var form = await organiser.GetAsync(made.Link("Change the days"));
        Assert.Contains("Until now: Every week on Friday, until you end it.", form.Text, StringComparison.Ordinal);

        // A series that has not begun begins no earlier unless somebody says so.
        var first = (await db.ShiftSeries.AsNoTracking().SingleAsync(Token)).FirstOn;
        Assert.True(first > WallTime.DayOf(portal.Clock.GetUtcNow(), WallTime.Zone("Europe/Paris")));
        Assert.Equal($"{first:yyyy-MM-dd}", form.Document.QuerySelector("#From")!.GetAttribute("value"));
        var endless = await form.SubmitAsync("Show me what would change", ("Rhythm.Days", "MO"), ("Rhythm.Ends", "Times"), ("Rhythm.Times", ""));
        Assert.NotNull(endless.Document.QuerySelector("#Rhythm_Times-wrong"));
        var late = await form.SubmitAsync("Show me what would change", ("From", "2027-12-24"));
        Assert.NotNull(late.Document.QuerySelector("#From-wrong"));
        var would = await form.SubmitAsync("Show me what would change", ("Rhythm.Days", "FR"), ("Rhythm.Days", "SU"), ("From", "2027-01-24"), ("Rhythm.Kind", "Fortnightly"));
        Assert.Contains("stays: people have booked", (await form.SubmitAsync("Show me what would change", ("Rhythm.Days", "SU"))).Text, StringComparison.Ordinal);
        Assert.Contains("Sunday 24 January, 10:00–14:00", would.Text, StringComparison.Ordinal);
        Assert.Equal(shifts.Count, await db.Shifts.CountAsync(s => s.Status == ShiftStatus.Published, Token));

        var done = await would.SubmitAsync("Change to these days");
        Assert.Contains("The days are changed.", done.Text, StringComparison.Ordinal);
        Assert.Contains("Every second week on Friday and Sunday", done.Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.Shifts.CountAsync(s => s.Id == shifts[2].Id && s.Status == ShiftStatus.Published, Token));
        Assert.True(await db.Shifts.AnyAsync(s => s.OccursOn == new DateOnly(2027, 1, 24), Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_series_is_looked_at_before_it_is_made_and_changed_from_a_date_on(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var plan = ShiftPlanningTests.Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        var licence = new QualificationKind { Id = Guid.CreateVersion7(), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(licence);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/series/new");

        var look = await form.SubmitAsync("Show me the dates",
            [.. plan, ("Rhythm.Kind", "Weekly"), ("Rhythm.Days", "MO"), ("Rhythm.Days", "FR"), ("Rhythm.Ends", "Times"), ("Rhythm.Times", "30"),
                ("Form.BookingMode", "Approval"), ("Form.Positions[0].Languages", "ar"), ("Form.Positions[0].Languages", "ti"), ("Form.Positions[0].IsInterpreter", "true"), ("Form.Positions[0].Qualifications", licence.Id.ToString())]);
        Assert.Contains("16 dates of 30 in all", look.Text, StringComparison.Ordinal);
        Assert.Contains("Tomorrow, Friday 15 January, 10:00–14:00", look.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.ShiftSeries.CountAsync(Token));

        // What nobody has looked at is not made: it is shown first.
        var other = await look.SubmitAsync("Start this series", ("Form.Start", "11:00"));
        Assert.Contains("11:00–14:00", other.Text, StringComparison.Ordinal);
        Assert.Equal(0, await db.ShiftSeries.CountAsync(Token));

        var made = await other.SubmitAsync("Start this series");
        await other.SubmitAsync("Start this series");
        Assert.Contains("16 shifts of the next eight weeks", made.Text, StringComparison.Ordinal);
        Assert.Contains("Every week on Monday and Friday, 30 times in all", made.Text, StringComparison.Ordinal);
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.Positions).OrderBy(s => s.StartsAt).ToListAsync(Token);
        Assert.Equal((1, 16, BookingMode.Approval), (await db.ShiftSeries.CountAsync(Token), shifts.Count, shifts[0].BookingMode));
        Assert.Equal((true, licence.Id), (shifts[0].Positions[0].IsInterpreter, Assert.Single(shifts[0].Positions[0].Qualifications)));
        Assert.Equal(["ar", "ti"], shifts[0].Positions[0].Languages.Order());

        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shifts[4]);
        var change = await organiser.GetAsync($"{made.Path}/change?day=2027-01-22");
        var following = await organiser.GetAsync(change.Link("Friday 22 January and all that follow"));
        var would = await following.SubmitAsync("Show me what would change", ("Form.Start", "12:30"));
        Assert.Contains("What changes: times.", would.Text, StringComparison.Ordinal);
        Assert.Contains("stays: people have booked", would.Text, StringComparison.Ordinal);
        var meanwhile = await organiser.GetAsync($"{made.Path}/change?scope=All");
        var done = await would.SubmitAsync("Change these dates");
        Assert.Contains("Changed: 13 shifts.", done.Text, StringComparison.Ordinal);
        Assert.Contains("1 date that people have booked was left as it is.", done.Text, StringComparison.Ordinal);
        var late = await meanwhile.SubmitAsync("Show me what would change", ("Form.CancellationHours", "5"));
        Assert.Contains("Somebody else has changed this series", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.Shifts.CountAsync(s => s.OccursOn >= new DateOnly(2027, 1, 22) && s.StartsAt == shifts[4].StartsAt, Token));

        var skipped = await done.SubmitAsync("Leave out: Fri 15");
        Assert.Contains("This date is left out", skipped.Text, StringComparison.Ordinal);
        Assert.Contains("some of those below start at another time", skipped.Text, StringComparison.Ordinal);

        // The last day is asked for; without a readable one nothing ends, and what has changed since the look is shown anew.
        var ask = await organiser.GetAsync($"{made.Path}/end");
        Assert.DoesNotContain("End it after this day", ask.Text, StringComparison.Ordinal);
        var end = await ask.SubmitAsync("Show me what would change", ("lastOn", "2027-01-26"));
        Assert.Contains("11 shifts would be cancelled", end.Text, StringComparison.Ordinal);
        foreach (var day in new[] { "", "soon", "0001-01-01", null })
        {
            Assert.Contains("Please say the last day of the series", (await end.SubmitAsync("End it after this day", ("lastOn", day))).Text, StringComparison.Ordinal);
            Assert.Contains("This is not a coming date of the series", (await skipped.SubmitAsync("Leave this date out", ("day", day))).Text, StringComparison.Ordinal);
        }

        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shifts[^1]);
        Assert.Equal(1, await db.Shifts.CountAsync(s => s.Status == ShiftStatus.Cancelled, Token));
        var anew = await end.SubmitAsync("End it after this day");
        Assert.Contains("would no longer cancel the same shifts", anew.Text, StringComparison.Ordinal);
        Assert.Contains("10 shifts would be cancelled", anew.Text, StringComparison.Ordinal);
        Assert.Equal(1, await db.Shifts.CountAsync(s => s.Status == ShiftStatus.Cancelled, Token));
        Assert.Contains("The series is ended", (await anew.SubmitAsync("End it after this day")).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Empty((await organiser.GetAsync(made.Path)).Document.QuerySelectorAll("main .actions, main form, main details"));
        Assert.Equal(11, await db.Shifts.CountAsync(s => s.Status == ShiftStatus.Cancelled, Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_wrong_series_says_all_at_its_fields_and_keeps_what_was_written(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        (string Field, string?)[] plan = [.. ShiftPlanningTests.Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation))];
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/series/new");

        var empty = await form.SubmitAsync("Show me the dates");
        Assert.Equal(
            ["Activity", "End", "From this day on", "Last day", "On these days of the week", "Position 1, Name in English", "Position 1, Places", "Start", "Where"],
            empty.Document.QuerySelectorAll(".error-summary li").Select(line => line.TextContent.Split(':')[0]).Order(StringComparer.Ordinal));
        var hourly = await form.SubmitAsync("Show me the dates", [.. plan, ("Rhythm.Kind", "Rule"), ("Rhythm.Rule", "FREQ=HOURLY;COUNT=3")]);
        Assert.Contains("at most once a day", hourly.Text, StringComparison.Ordinal);
        Assert.Equal("FREQ=HOURLY;COUNT=3", hourly.Document.QuerySelector("#Rhythm_Rule")!.GetAttribute("value"));
        var endless = await form.SubmitAsync("Show me the dates", [.. plan, ("Rhythm.Kind", "Rule"), ("Rhythm.Rule", "FREQ=DAILY")]);
        Assert.Contains("This rule has no end", endless.Text, StringComparison.Ordinal);
        Assert.Equal("Wood", endless.Document.QuerySelector("[name='Form.Positions[0].English']")!.GetAttribute("value"));
        var many = await form.SubmitAsync("Show me the dates", [.. plan, ("Rhythm.Kind", "Daily"), ("Rhythm.Ends", "Until"), ("Rhythm.Until", "2028-12-31")]);
        Assert.Contains("more than 500 dates", many.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.ShiftSeries.CountAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Series_are_their_organisers_alone_and_take_six_queries_at_most(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var plan = ShiftPlanningTests.Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        var look = await (await organiser.GetAsync("/organise/series/new")).SubmitAsync("Show me the dates", [.. plan, ("Rhythm.Kind", "Daily"), ("Rhythm.Ends", "GoesOn"), ("Rhythm.Publishes", "false")]);
        var made = await look.SubmitAsync("Start this series");

        foreach (var address in new[] { made.Path, $"{made.Path}/change", $"{made.Path}/change?scope=All", $"{made.Path}/end" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(address)).Status);
            var queries = await portal.Queries.DuringAsync(async () => Assert.Equal(HttpStatusCode.OK, (await organiser.GetAsync(address)).Status));
            Assert.InRange(queries.Count, 1, address.EndsWith("All", StringComparison.Ordinal) ? 8 : 6);
        }

        Assert.DoesNotContain(made.Path, (await foreign.GetAsync("/organise/series")).Source, StringComparison.Ordinal);
        var list = await portal.Queries.DuringAsync(async () => Assert.Contains("Every day, until you end it", (await organiser.GetAsync("/organise/series")).Text, StringComparison.Ordinal));
        Assert.InRange(list.Count, 1, 6);
        await using var db = portal.NewContext();
        Assert.All(await db.Shifts.ToListAsync(Token), s => Assert.Equal(ShiftStatus.Draft, s.Status));
    }
}
