using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class ActionTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_organiser_calls_for_an_action_and_what_one_does_on_a_phone_counts_on_the_screen_of_another()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Human Rights Observers");
        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        await organiser.GoAsync("/organise");
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Actions", Exact = true }).ClickAsync();
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Call for an action" }).ClickAsync();
        await organiser.Page.GetByLabel("What to do, in English").FillAsync("Write to your MP");
        await organiser.Page.GetByLabel("How many times").FillAsync("2");
        await organiser.Page.GetByLabel("Last day").FillAsync($"{Portal.Clock.GetUtcNow().AddDays(5):yyyy-MM-dd}");
        await organiser.Page.GetByLabel("How it is done, in English").FillAsync("1. Write.\n2. Send it.");
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Call for it" }).ClickAsync();
        await Expect(organiser.Page.GetByText("The action is there for everybody.")).ToBeVisibleAsync();

        var reader = await VisitorAsync();
        await reader.GoAsync("/actions");
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");
        await Expect(reader.Page.GetByText("Done 0 times; together we want to reach 2")).ToBeVisibleAsync();

        var phone = await VisitorAsync();
        await phone.SignInAsync(await Portal.Data.CreateSupporterAsync("Amina"));
        await phone.GoAsync("/actions");
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Write to your MP" }).ClickAsync();
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "I did it" }).ClickAsync();
        await Expect(phone.Page.GetByText("Counted. Thank you.")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("You did this")).ToBeVisibleAsync();
        await phone.FindsThePageAccessibleAsync();

        await SoonAsync(() => Expect(reader.Page.GetByText("Done once; together we want to reach 2")).ToBeVisibleAsync(new() { Timeout = Look }));
        await Expect(reader.Page.GetByText("Goal reached")).ToBeHiddenAsync();

        // On the page of the action too, and the goal is told when it is reached.
        var desk = await VisitorAsync(Screen.Desk);
        await desk.SignInAsync(await Portal.Data.CreateSupporterAsync("Jo"));
        await desk.GoAsync("/actions");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Write to your MP" }).ClickAsync();
        await Expect(desk.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "I did it" }).ClickAsync();
        await SoonAsync(() => Expect(reader.Page.GetByText("Done 2 times; together we want to reach 2")).ToBeVisibleAsync(new() { Timeout = Look }));
        await Expect(reader.Page.GetByText("Goal reached")).ToBeVisibleAsync();
    }
}
