using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise;

public sealed class ShiftPlanningTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_plans_publishes_checks_in_and_takes_it_back(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var activity = await portal.Data.CreateActivityAsync(organisation, "Firewood");
        var site = await portal.Data.CreateSiteAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var made = await organiser.SubmitAsync("/organise/shifts/new", "Save as a draft", Plan(activity, site));
        Assert.Contains("The draft is saved", made.Text, StringComparison.Ordinal);
        Assert.Contains("10:00–14:00", made.Text, StringComparison.Ordinal);
        var published = await made.SubmitAsync("Publish this shift");
        Assert.Contains("Published", published.Text, StringComparison.Ordinal);

        await using var db = portal.NewContext();
        var id = await db.Shifts.Select(s => s.Id).SingleAsync(TestContext.Current.CancellationToken);
        var shift = await portal.Data.ReadShiftAsync(id);
        Assert.Equal(new DateTimeOffset(2027, 1, 15, 9, 0, 0, TimeSpan.Zero), shift.StartsAt);
        var booking = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Jonas"), shift);
        portal.Clock.Advance(TimeSpan.FromHours(24));

        var roster = await organiser.GetAsync($"/shifts/{id}/roster");
        Assert.Contains("Jonas", roster.Text, StringComparison.Ordinal);
        Assert.Equal(organisation.Name, roster.Document.QuerySelector("h1 + p bdi")!.TextContent);
        var here = await roster.SubmitAsync($"/shifts/{id}/roster/{booking.Id}/check-in");
        Assert.Equal(BookingState.CheckedIn, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        await here.SubmitAsync($"/shifts/{id}/roster/{booking.Id}/undo");
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_saved(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var activity = await portal.Data.CreateActivityAsync(organisation);
        var site = await portal.Data.CreateSiteAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/shifts/new");

        var empty = await form.SubmitAsync("Publish");
        Assert.Equal(
            ["Activity: Please fill this in.", "Where: Please fill this in.", "Day: Please fill this in.", "Start: Please fill this in.", "End: Please fill this in.",
                "Position 1, Name in English: Please fill in at least one position.", "Position 1, Places: Please say how many places there are, from 1 to 500."],
            empty.Document.QuerySelectorAll(".error-summary li").Select(line => line.TextContent));
        Assert.NotNull(empty.Document.QuerySelector(".error-summary a[href='#Form_ActivityId']"));

        var half = await form.SubmitAsync("Publish", ("Form.Date", "2026-01-01"), ("Form.Start", "10:00"), ("Form.End", "09:00"), ("Form.Positions[0].English", "Wood"), ("Form.Positions[0].Minimum", "0"));
        Assert.Equal(
            ["Activity", "Where", "Day", "End", "Position 1, Places"],
            half.Document.QuerySelectorAll(".error-summary li").Select(line => line.TextContent.Split(':')[0]));

        (string, string?)[] wrong = [.. Plan(activity, site).Where(field => field.Field is not "Form.Date" and not "Form.Positions[0].Capacity"),
            ("Form.Date", "2026-01-01"), ("Form.Positions[0].Capacity", "900"), ("Form.Positions[1].English", new string('x', 500)), ("Form.Description", new string('y', 5000))];
        var page = await form.SubmitAsync("Publish", wrong);
        Assert.True(page.Document.QuerySelectorAll(".error-summary li").Length >= 3, page.Text);
        Assert.StartsWith("Position 2, Name in English: ", page.Document.QuerySelector(".error-summary a[href='#Form_Positions_1__English']")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelector("#Form_Positions_1__English")!.Closest("details")!.HasAttribute("open"));
        Assert.True(page.Document.QuerySelector("#Form_Description")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal("Wood", page.Document.QuerySelector("[name='Form.Positions[0].English']")!.GetAttribute("value"));

        (string, string?)[] past = [.. Plan(activity, site).Where(field => field.Field is not "Form.Date"), ("Form.Date", "2026-01-01")];
        Assert.NotNull((await form.SubmitAsync("Publish", past)).Document.QuerySelector("#Form_Date-wrong"));
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Shifts.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_window_that_has_closed_is_told_as_past(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(24));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        async Task<string> ReadAsync(double hours)
        {
            portal.Clock.Advance(TimeSpan.FromHours(hours));
            return (await organiser.GetAsync($"/organise/shifts/{shift.Id}")).Text;
        }

        Assert.Contains("Without a word until tonight at 22:00. After that the team is told.", await ReadAsync(0), StringComparison.Ordinal);
        Assert.Contains("Possible until the start. Since yesterday at 22:00 the team is told at once.", await ReadAsync(20), StringComparison.Ordinal);
        Assert.Contains("No longer: the shift has begun.", await ReadAsync(7), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("2029-06-01")]
    public async Task A_day_out_of_reach_is_refused_at_its_field(string day)
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        (string Field, string?)[] plan = [.. Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation))];
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        // An end before the start means the day after, which the last day of the calendar does not have.
        var page = await organiser.SubmitAsync(
            "/organise/shifts/new", "Publish", [.. plan.Where(field => field.Field is not "Form.Date" and not "Form.End"), ("Form.Date", day), ("Form.End", "02:00")]);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Document.QuerySelector("#Form_Date-wrong"));
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Shifts.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rows_without_fields_count_as_blank_and_a_page_shows_no_more_than_one_too_many()
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        (string Field, string?)[] plan = [.. Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation))];
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/shifts/new");

        var none = await form.SubmitAsync(
            "Save as a draft", [.. plan.Where(field => !field.Field.StartsWith("Form.Positions", StringComparison.Ordinal)), ("Form.Positions.index", "9")]);
        Assert.Contains("Please fill in at least one position", none.Text, StringComparison.Ordinal);
        Assert.Equal(5, none.Document.QuerySelectorAll(".position-row").Length);

        var many = await form.SubmitAsync("Save as a draft", [.. plan, .. Enumerable.Range(1, 40).Select(row => ($"Form.Positions[{row}].English", (string?)"Cook"))]);
        Assert.Contains("At most twelve positions fit", many.Text, StringComparison.Ordinal);
        Assert.Equal(13, many.Document.QuerySelectorAll(".position-row").Length);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_form_sent_twice_makes_one_draft_and_one_without_its_key_none(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var plan = Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/shifts/new");
        await using var db = portal.NewContext();

        var keyless = await form.SubmitAsync("Save as a draft", [.. plan, ("Form.FormKey", "x")]);
        Assert.Contains("did not arrive as a whole", keyless.Text, StringComparison.Ordinal);
        Assert.Equal(0, await db.Shifts.CountAsync(TestContext.Current.CancellationToken));

        var first = await keyless.SubmitAsync("Save as a draft");
        var second = await keyless.SubmitAsync("Save as a draft");
        Assert.Equal(first.Path, second.Path);
        Assert.Equal(1, await db.Shifts.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_of_another_group_finds_nothing_and_the_lead_may_check_in(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var lead = await portal.Data.CreateSupporterAsync("Ruth");
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.MakeMemberAsync(lead, organisation, MembershipRole.ShiftLead);
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromMinutes(20), lead: lead);
        var booking = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        using var foreign = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var leading = await portal.SignedInAsync(lead);

        foreach (var address in new[] { $"/organise/shifts/{shift.Id}", $"/shifts/{shift.Id}/roster" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync(address)).Status);
        }

        Assert.DoesNotContain(shift.Id.ToString(), (await foreign.GetAsync("/organise/shifts")).Source, StringComparison.Ordinal);
        Assert.DoesNotContain(shift.Id.ToString(), (await foreign.GetAsync("/organise")).Source, StringComparison.Ordinal);
        var roster = await leading.GetAsync($"/shifts/{shift.Id}/roster");
        await roster.SubmitAsync($"/shifts/{shift.Id}/roster/{booking.Id}/check-in");
        Assert.Equal(BookingState.CheckedIn, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.NotEqual(HttpStatusCode.OK, (await leading.GetAsync("/organise")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Calling_off_says_before_and_after_how_many_people_are_told(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        await portal.Data.FillAsync(shift, 2);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var details = await organiser.GetAsync($"/organise/shifts/{shift.Id}");
        Assert.Equal(details.Document.QuerySelector(".danger-zone"), details.Document.QuerySelector("main > :last-child, main > .container > :last-child"));
        var page = await organiser.GetAsync(details.Link("Cancel this shift"));
        Assert.Contains("2 people have a place or wait for one", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has a place or waits", (await organiser.GetAsync($"/organise/shifts/{(await portal.Data.CreateShiftAsync(organisation)).Id}/cancel")).Text, StringComparison.Ordinal);
        var tooLong = await page.SubmitAsync("Cancel it and tell 2 people", ("Reason", new string('z', 600)));
        Assert.Contains("Nothing was cancelled", tooLong.Text, StringComparison.Ordinal);
        var done = await (await page.SubmitAsync("Cancel it and tell 2 people", ("Reason", "Storm <b>Eunice</b>"))).SubmitAsync("Cancel it and tell 2 people");

        Assert.Contains("2 people are being told", done.Text, StringComparison.Ordinal);
        Assert.Contains("Storm &lt;b&gt;Eunice", done.Source, StringComparison.Ordinal);
        Assert.Equal(ShiftStatus.Cancelled, (await portal.Data.ReadShiftAsync(shift.Id)).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_week_shows_gaps_first_and_takes_six_queries_at_most(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var late = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(3), positions: [("Driver", 2, 3)]);
        var soon = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(1), positions: [("Cook", 1, 4)]);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        Page? page = null;

        var queries = await portal.Queries.DuringAsync(async () => page = await organiser.GetAsync("/organise"));

        Assert.InRange(queries.Count, 1, 6);
        Assert.Equal([$"/shifts/{soon.Id}/roster", $"/shifts/{late.Id}/roster"], page!.Document.QuerySelectorAll(".rows a[href$='/roster']").Select(link => link.GetAttribute("href")));
        Assert.Contains("0 of 7 places filled", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_week_names_who_of_the_group_is_here_now(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        foreach (var (name, isMember, first, last) in new[] { ("Anna", true, -3, 4), ("Ben", true, 2, 9), ("Cem", false, -3, 4) })
        {
            var person = await portal.Data.CreateSupporterAsync(name);
            await portal.Data.SaveAsync(new Stay { Id = Ids.New(portal.Clock), SupporterId = person.Id, FirstDay = today.AddDays(first), LastDay = today.AddDays(last) });
            if (isMember)
            {
                await portal.Data.MakeMemberAsync(person, organisation);
            }
        }

        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var week = (await organiser.GetAsync("/organise")).Text;

        Assert.Contains("1 person here now", week, StringComparison.Ordinal);
        Assert.Contains("Anna until", week, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben", week, StringComparison.Ordinal);
        Assert.DoesNotContain("Cem", week, StringComparison.Ordinal);
    }

    internal static (string Field, string? Value)[] Plan(Activity activity, Site site) =>
    [
        ("Form.ActivityId", activity.Id.ToString()), ("Form.Place", site.Id.ToString()), ("Form.Date", "2027-01-15"), ("Form.Start", "10:00"), ("Form.End", "14:00"),
        ("Form.Positions[0].English", "Wood"), ("Form.Positions[0].French", "Bois"), ("Form.Positions[0].Minimum", "2"), ("Form.Positions[0].Capacity", "6"),
    ];
}
