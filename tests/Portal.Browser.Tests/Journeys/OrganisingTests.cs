using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class OrganisingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_organiser_plans_and_publishes_a_volunteer_books_and_is_checked_in()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("The Woodyard");
        await Portal.Data.CreateActivityAsync(organisation, "Firewood");
        await Portal.Data.CreateSiteAsync(organisation, "Warehouse");
        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation, "Camille"));
        var volunteer = await VisitorAsync();
        await volunteer.SignInAsync(await Portal.Data.CreateSupporterAsync("Jonas"));

        var plan = await PlanAsync(organiser);
        await Expect((await ShiftListPage.OpenAsync(volunteer)).Ticket("Firewood")).ToHaveCountAsync(0);
        await plan.PublishAsync();
        await Expect(plan.Message).ToContainTextAsync("Published: people can book it now.");
        await organiser.FindsThePageAccessibleAsync();

        var shift = await (await ShiftListPage.OpenAsync(volunteer)).ChooseAsync("Firewood");
        await shift.BookAsync();
        await Expect(shift.Message).ToContainTextAsync(BookingWords.English.Booked);

        // A quarter of an hour before the start checking in is open.
        Portal.Clock.Advance(TimeSpan.FromHours(23.75));
        var roster = await plan.OpenRosterAsync();
        await Expect(roster.Person("Jonas")).ToContainTextAsync("first shift");
        await organiser.FindsThePageAccessibleAsync();
        await roster.CheckIn("Jonas").ClickAsync();
        await Expect(roster.Undo("Jonas")).ToBeVisibleAsync();
        var target = await roster.Undo("Jonas").BoundingBoxAsync();
        Assert.True(target is { Width: >= 44, Height: >= 44 }, $"{target!.Width} × {target.Height}");
        await organiser.FindsThePageAccessibleAsync();
        await roster.Undo("Jonas").ClickAsync();
        await Expect(roster.CheckIn("Jonas")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_usual_case_of_a_new_shift_fits_about_two_screens_of_a_phone()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("The Woodyard");
        await Portal.Data.CreateActivityAsync(organisation, "Firewood");
        var organiser = await VisitorAsync();
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        await organiser.GoAsync("/organise/shifts/new");

        var end = await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).BoundingBoxAsync();

        Assert.InRange(end!.Y, 0, 2.1 * Screen.Phone.Height);
    }

    private static async Task<PlanPage> PlanAsync(Visitor organiser)
    {
        var form = await (await WeekPage.OpenAsync(organiser)).PlanAsync();
        await form.DescribeAsync("Firewood", "Warehouse", day: "2027-01-15", start: "10:00", end: "14:00");
        await form.AddPositionAsync(1, "Wood", "Bois", minimum: 2, places: 6);
        await organiser.FindsThePageAccessibleAsync();
        var plan = await form.SaveDraftAsync();
        await Expect(plan.Message).ToContainTextAsync("The draft is saved.");
        return plan;
    }
}
