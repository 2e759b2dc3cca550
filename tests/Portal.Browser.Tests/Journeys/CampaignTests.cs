using Microsoft.Playwright;
using Portal.Core;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class CampaignTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_visitor_sees_what_is_posted_to_a_campaign_arrive_and_nothing_of_another_one()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Calais Food Collective");
        await Portal.Data.CreateCampaignAsync("summer", LocalText.Of("Summer"));
        var administrator = await VisitorAsync(Screen.Desk);
        await administrator.SignInAsync(await Portal.Data.CreateAdministratorAsync());
        await administrator.GoAsync("/admin/newsletters");
        await administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Campaigns" }).ClickAsync();
        await administrator.Page.GetByRole(AriaRole.Link, new() { Name = "New campaign" }).ClickAsync();
        await administrator.Page.GetByLabel("Name in English").FillAsync("Winter shelter");
        await administrator.Page.GetByLabel("Name in the address").FillAsync("winter-shelter");
        await administrator.Page.GetByLabel("The whole story, in English").FillAsync("It is **cold**.");
        await administrator.FindsThePageAccessibleAsync();
        await administrator.Page.GetByRole(AriaRole.Button, new() { Name = "Begin it" }).ClickAsync();
        await Expect(administrator.Page.GetByText("The campaign has begun")).ToBeVisibleAsync();

        var reader = await VisitorAsync();
        await reader.GoAsync("/updates");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Winter shelter" }).ClickAsync();
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Winter shelter", Level = 1 })).ToBeVisibleAsync();
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");
        await Expect(reader.Page.Locator("#no-updates")).ToBeVisibleAsync();

        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        await PostAsync("Sun cream", "Summer");
        await PostAsync("About nothing in particular", "None");
        await PostAsync("Wood is dry", "Winter shelter");

        // One channel keeps its order: what came before this one has been looked at.
        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["Wood is dry"]);
        await Expect(reader.Page.Locator("#no-updates")).ToBeHiddenAsync();
        await Expect(reader.Page.Locator("#live-said")).ToContainTextAsync("Wood is dry");
        await reader.FindsThePageAccessibleAsync();

        // One that is moved to another campaign leaves this page.
        await organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Wood is dry" }).GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await organiser.Page.GetByLabel("Campaign").SelectOptionAsync("Summer");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(reader.Page.Locator(".feed > li")).ToHaveCountAsync(0);

        // And it comes back to it.
        await organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Wood is dry" }).GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await organiser.Page.GetByLabel("Campaign").SelectOptionAsync("Winter shelter");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["Wood is dry"]);

        async Task PostAsync(string title, string campaign)
        {
            await organiser.GoAsync("/organise/updates/new");
            await organiser.Page.GetByLabel("Title").FillAsync(title);
            await organiser.Page.GetByLabel("Text").FillAsync("As always.");
            await organiser.Page.GetByLabel("Campaign").SelectOptionAsync(campaign);
            await organiser.FindsThePageAccessibleAsync();
            await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();
            await Expect(organiser.Page.GetByText("Posted. It is on the open screens of those it is for.")).ToBeVisibleAsync();
        }
    }
}
