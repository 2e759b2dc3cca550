using Microsoft.Playwright;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>A missing driver is found within minutes: three are asked, one comes, all others are thanked, live.</summary>
public sealed class CallOutTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_call_out_is_answered_by_one_of_three()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Calais Food Collective");
        await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(8), positions: [("Driver", 1, 1)]);
        var organiser = await VisitorAsync(Screen.Phone);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        var people = new[] { await VolunteerAsync(organisation, "Amina"), await VolunteerAsync(organisation, "Jo"), await VolunteerAsync(organisation, "Sam") };
        var visits = new List<Visitor>();
        foreach (var person in people)
        {
            var visit = await VisitorAsync(Screen.Phone);
            await visit.SignInAsync(person);
            await visit.GoAsync("/shifts");
            await Expect(visit.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();
            visits.Add(visit);
        }

        await organiser.GoAsync("/organise");
        await organiser.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Call out ?: Driver") }).ClickAsync();
        await organiser.Page.GetByLabel("One line to those who are asked").FillAsync("The van is packed and nobody drives it.");
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Ask them now" }).ClickAsync();
        await Expect(organiser.Page.GetByText("Sent: 3 people asked now.")).ToBeVisibleAsync();
        await Expect(organiser.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();

        foreach (var visit in visits)
        {
            await Expect(visit.Page.GetByText("The van is packed and nobody drives it.")).ToBeVisibleAsync();
        }

        await visits[0].FindsThePageAccessibleAsync();
        await visits[2].Page.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        await Expect(visits[2].Page.GetByText("you owe no explanation")).ToBeVisibleAsync();
        await visits[2].FindsThePageAccessibleAsync();
        await Expect(organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Sam" })).ToContainTextAsync("not now");

        await visits[0].Page.GetByRole(AriaRole.Button, new() { Name = "I can" }).ClickAsync();
        await Expect(visits[0].Page.GetByText("Thank you: the place is yours.")).ToBeVisibleAsync();
        await Expect(visits[1].Page.GetByText("Found, thank you")).ToBeVisibleAsync();
        await Expect(visits[1].Page.GetByRole(AriaRole.Button, new() { Name = "I can" })).ToHaveCountAsync(0);
        await Expect(organiser.Page.GetByText("Everybody was found.")).ToBeVisibleAsync();
        await Expect(organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Amina" })).ToContainTextAsync("comes");
        await organiser.FindsThePageAccessibleAsync();
    }

    private async Task<Supporter> VolunteerAsync(Organisation organisation, string name)
    {
        var person = await Portal.Data.CreateSupporterAsync(name);
        var today = DateOnly.FromDateTime(Portal.Clock.GetUtcNow().UtcDateTime);
        await Portal.Data.SaveAsync(
            new Acquaintance { SupporterId = person.Id, OrganisationId = organisation.Id, Since = Portal.Clock.GetUtcNow(), VouchedById = person.Id, HasAttended = true },
            new Stay { Id = Ids.New(Portal.Clock), SupporterId = person.Id, FirstDay = today.AddDays(-1), LastDay = today.AddDays(20) });
        return person;
    }
}
