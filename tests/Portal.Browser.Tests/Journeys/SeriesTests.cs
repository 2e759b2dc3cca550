using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class SeriesTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_organiser_makes_a_series_and_changes_it_from_a_date_on()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("The Woodyard");
        await Portal.Data.CreateActivityAsync(organisation, "Firewood");
        await Portal.Data.CreateSiteAsync(organisation, "Warehouse");
        var organiser = await VisitorAsync();
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation, "Camille"));
        await organiser.GoAsync("/organise/series/new");
        var page = organiser.Page;

        // Only what belongs to the chosen rhythm is on the screen.
        await Expect(page.GetByLabel("Which one of the month")).ToBeHiddenAsync();
        await page.GetByLabel("Once a month, such as the first Saturday").CheckAsync();
        await Expect(page.GetByLabel("Which one of the month")).ToBeVisibleAsync();
        await page.GetByLabel("Every week", new() { Exact = true }).CheckAsync();

        await page.GetByLabel("Activity", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Firewood" });
        await page.GetByLabel("Where", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Warehouse" });
        await page.GetByLabel("From this day on").FillAsync("2027-01-15");
        await page.GetByLabel("Start", new() { Exact = true }).FillAsync("10:00");
        await page.GetByLabel("End", new() { Exact = true }).FillAsync("14:00");
        await page.GetByLabel("Monday").CheckAsync();
        await page.GetByLabel("Friday").CheckAsync();
        await page.GetByLabel("It goes on until I end it").CheckAsync();
        var row = page.GetByRole(AriaRole.Group, new() { Name = "Position 1", Exact = true });
        await row.GetByLabel("Name in English", new() { Exact = true }).FillAsync("Wood");
        await row.GetByLabel("Places", new() { Exact = true }).FillAsync("6");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show me the dates" }).ClickAsync();
        await Expect(page.GetByText("16 dates within the next eight weeks")).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Start this series" }).ClickAsync();
        await Expect(page.GetByText("The series is made, and 16 shifts")).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Friday 22 January" }).GetByRole(AriaRole.Link, new() { Name = "Change" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Friday 22 January and all that follow" }).ClickAsync();
        await page.GetByLabel("Start", new() { Exact = true }).FillAsync("09:30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show me what would change" }).ClickAsync();
        await Expect(page.GetByText("What changes: times.")).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change these dates" }).ClickAsync();
        await Expect(page.GetByText("Changed: 14 shifts.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Monday 18 January, 10:00" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Friday 22 January, 09:30" })).ToBeVisibleAsync();
    }
}
