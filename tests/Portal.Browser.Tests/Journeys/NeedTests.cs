using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>Twenty pairs of gloves find their way: promised on a phone, ticked off at the desk, and everybody sees it.</summary>
public sealed class NeedTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_promise_is_made_on_a_phone_ticked_off_and_shown_to_all()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("The Woodyard");
        var organiser = await Portal.Data.CreateOrganiserAsync(organisation);
        var need = await Portal.Data.CreateNeedAsync(organisation, TestNeeds.Plan(60), organiser);
        var ruth = await VisitorAsync(Screen.Phone);
        await ruth.SignInAsync(await Portal.Data.CreateSupporterAsync("Ruth"));
        var desk = await VisitorAsync(Screen.Desk);
        await desk.SignInAsync(organiser);
        var anyone = await VisitorAsync(Screen.Phone);

        await ruth.GoAsync("/needs");
        await ruth.Page.GetByRole(AriaRole.Link, new() { Name = "Work gloves, size L" }).ClickAsync();
        await ruth.Page.GetByLabel("How much (pairs)").FillAsync("20");
        await ruth.Page.GetByLabel("By which day").FillAsync("2027-01-20");
        await ruth.Page.GetByLabel("A word to the group").FillAsync("With the convoy from Lyon");
        await ruth.FindsThePageAccessibleAsync();
        await ruth.Page.GetByRole(AriaRole.Button, new() { Name = "Promise it" }).ClickAsync();
        await Expect(ruth.Page.GetByText("Thank you! You promised 20 pairs")).ToBeVisibleAsync();
        await ruth.FindsThePageAccessibleAsync();

        await desk.GoAsync("/organise");
        await desk.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "What is short" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "See and tick off" }).ClickAsync();
        await Expect(desk.Page.GetByText("With the convoy from Lyon")).ToBeVisibleAsync();
        await desk.Page.GetByLabel("How many came: Ruth").FillAsync("18");
        await desk.Page.Locator("form", new() { Has = desk.Page.GetByLabel("How many came: Ruth") }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(desk.Page.GetByText("Noted: 18.")).ToBeVisibleAsync();
        await desk.FindsThePageAccessibleAsync();

        await anyone.GoAsync($"/needs/{need}");
        await Expect(anyone.Page.GetByText("arrived: 18")).ToBeVisibleAsync();
        await Expect(anyone.Page.GetByText("promised: 2 ")).ToBeVisibleAsync();
        await anyone.FindsThePageAccessibleAsync();
        await ruth.GoAsync("/my/pledges");
        await Expect(ruth.Page.GetByText("18 of it arrived")).ToBeVisibleAsync();
        await ruth.FindsThePageAccessibleAsync();
    }
}
