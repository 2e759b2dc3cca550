using Microsoft.Playwright;
using Portal.Core.CallOuts;
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
        var people = new[] { await Portal.Data.CreateVolunteerAsync(organisation, "Amina"), await Portal.Data.CreateVolunteerAsync(organisation, "Jo"), await Portal.Data.CreateVolunteerAsync(organisation, "Sam") };
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

    [Fact]
    public async Task Who_reads_far_below_is_told_without_being_moved_and_has_seen_it_only_then()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync();
        var organiser = await Portal.Data.CreateOrganiserAsync(organisation);
        var shift = await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(8), positions: [("Driver", 1, 1)]);
        var visit = await VisitorAsync(Screen.Phone);
        await visit.SignInAsync(await Portal.Data.CreateVolunteerAsync(organisation));
        await visit.GoAsync("/privacy");
        await Expect(visit.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();
        await visit.Page.EvaluateAsync("scrollTo(0, 1200)");

        var id = await Portal.Data.CallOutAsync(organiser, shift);

        var way = visit.Page.GetByRole(AriaRole.Button, new() { Name = "A question to you" });
        await Expect(way).ToBeVisibleAsync();
        await visit.FindsThePageAccessibleAsync();
        Assert.Equal(0, await SeenAsync());
        await way.ClickAsync();
        await Expect(visit.Page.GetByText("The van is packed.")).ToBeInViewportAsync();
        await Expect(way).ToHaveCountAsync(0);
        await Eventually.HoldsAsync(async () => await SeenAsync() == 1, "the question that was seen");

        async Task<int> SeenAsync() => (await Portal.RunAsync<CallOutDesk, CallOutProgress?>(d => d.ProgressAsync(organiser.Id, id, TestContext.Current.CancellationToken)))!.Seen;
    }

    [Fact]
    public async Task A_call_outs_own_page_asks_nothing_else_and_the_organisers_page_says_all_of_the_end()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync();
        var organiser = await Portal.Data.CreateOrganiserAsync(organisation);
        var (shift, other) = (await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(8), positions: [("Driver", 1, 1)]), await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(30), positions: [("Cook", 1, 1)]));
        var visit = await VisitorAsync(Screen.Phone);
        await visit.SignInAsync(await Portal.Data.CreateVolunteerAsync(organisation));
        var asked = await Portal.Data.CreateVolunteerAsync(organisation);
        var (id, otherId) = (await Portal.Data.CallOutAsync(organiser, shift), await Portal.Data.CallOutAsync(organiser, other));
        var desk = await VisitorAsync(Screen.Desk);
        await desk.SignInAsync(organiser);
        await desk.GoAsync($"/organise/call-outs/{id}");
        await Expect(desk.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "End the call-out" })).ToBeVisibleAsync();

        await visit.GoAsync($"/call-outs/{id}");
        await Expect(visit.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "I can" })).ToHaveCountAsync(1);
        var late = await VisitorAsync(Screen.Phone);
        await late.SignInAsync(asked);
        await late.GoAsync($"/call-outs/{otherId}");
        await Expect(late.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();
        await Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.EndAsync(organiser.Id, otherId, TestContext.Current.CancellationToken));
        await Expect(late.Page.GetByText("This call-out is over.")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "I can" }).ClickAsync();

        await Expect(desk.Page.GetByText("Everybody was found.")).ToBeVisibleAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "End the call-out" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_call_out_that_is_ended_says_so_on_open_screens()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync();
        var organiser = await Portal.Data.CreateOrganiserAsync(organisation);
        var shift = await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(8), positions: [("Driver", 1, 1)]);
        var visit = await VisitorAsync(Screen.Phone);
        await visit.SignInAsync(await Portal.Data.CreateVolunteerAsync(organisation));
        var id = await Portal.Data.CallOutAsync(organiser, shift);
        await visit.GoAsync("/shifts");
        await Expect(visit.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();
        await Expect(visit.Page.GetByText("The van is packed.")).ToBeVisibleAsync();

        await Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.EndAsync(organiser.Id, id, TestContext.Current.CancellationToken));

        await Expect(visit.Page.GetByText("This call-out is over.")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("The van is packed.")).ToHaveCountAsync(0);
    }
}
