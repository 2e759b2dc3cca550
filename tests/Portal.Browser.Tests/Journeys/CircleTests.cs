using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>A circle from its first idea to somebody who leaves it: proposed on a phone, approved at a desk, joined by request, and talked in.</summary>
public sealed class CircleTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_circle_is_proposed_approved_joined_and_talked_in_and_two_who_agree_see_each_other()
    {
        var ana = await VisitorAsync(Screen.Phone);
        await ana.SignInAsync(await Portal.Data.CreateSupporterAsync("Ana"));
        await ana.GoAsync("/circles");
        await ana.Page.GetByRole(AriaRole.Link, new() { Name = "Begin a circle" }).ClickAsync();
        await ana.FindsThePageAccessibleAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Propose it" }).ClickAsync();
        await Expect(ana.Page.GetByRole(AriaRole.Link, new() { Name = "Please give it a name." })).ToBeVisibleAsync();
        await ana.FindsThePageAccessibleAsync();
        await ana.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("São Paulo");
        await ana.Page.GetByLabel("What is it for?").FillAsync("We tell others, once a month.");
        await ana.Page.GetByLabel("Where", new() { Exact = true }).SelectOptionAsync("BR");
        await ana.Page.GetByLabel("Portuguese").CheckAsync();
        await ana.Page.GetByLabel("Whoever a host says yes to").CheckAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Propose it" }).ClickAsync();
        await Expect(ana.Page.GetByText("Thank you. An administrator reads it and writes to you.")).ToBeVisibleAsync();
        await ana.FindsThePageAccessibleAsync();

        var desk = await VisitorAsync(Screen.Desk);
        await desk.SignInAsync(await Portal.Data.CreateAdministratorAsync());
        await desk.GoAsync("/admin/circles");
        await desk.FindsThePageAccessibleAsync();
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "São Paulo" }).ClickAsync();
        await desk.FindsThePageAccessibleAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Approve this circle" }).ClickAsync();
        await Expect(desk.Page.GetByText("Approved. Everybody can find it now")).ToBeVisibleAsync();
        await desk.FindsThePageAccessibleAsync();

        var bea = await VisitorAsync(Screen.Phone);
        await bea.SignInAsync(await Portal.Data.CreateSupporterAsync("Bea"));
        var cem = await Portal.Data.CreateSupporterAsync("Cem");
        await bea.GoAsync("/circles?text=sao+paulo");
        await bea.Page.GetByRole(AriaRole.Link, new() { Name = "São Paulo" }).ClickAsync();
        await bea.FindsThePageAccessibleAsync();
        await bea.Page.GetByLabel("Members may see my name").CheckAsync();
        await bea.Page.GetByLabel("A word to the hosts").FillAsync("I bake.");
        await bea.Page.GetByRole(AriaRole.Button, new() { Name = "Ask to join" }).ClickAsync();
        await Expect(bea.Page.GetByText("You asked to join")).ToBeVisibleAsync();
        await bea.FindsThePageAccessibleAsync();
        await AnswerAsync(ana, "Bea");

        // A third comes, and is not seen by Bea until both have agreed.
        var third = await VisitorAsync(Screen.Desk);
        await third.SignInAsync(cem);
        await third.GoAsync("/circles/sao-paulo");
        await third.Page.GetByRole(AriaRole.Button, new() { Name = "Ask to join" }).ClickAsync();
        await AnswerAsync(ana, "Somebody who keeps their name to themselves");
        await bea.GoAsync("/circles/sao-paulo");
        await Expect(bea.Page.GetByText("Cem", new() { Exact = true })).ToBeHiddenAsync();
        await Expect(bea.Page.GetByText("1 more, whose name you do not see")).ToBeVisibleAsync();
        await third.GoAsync("/circles/sao-paulo");
        await third.Page.GetByLabel("Members may see my name").CheckAsync();
        await third.Page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await Expect(third.Page.GetByText("Bea", new() { Exact = true })).ToBeVisibleAsync();
        await third.FindsThePageAccessibleAsync();
        await bea.GoAsync("/circles/sao-paulo");
        await Expect(bea.Page.GetByText("Cem", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(bea.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");

        await ana.GoAsync("/circles/sao-paulo/post");
        await ana.Page.GetByLabel("Title").FillAsync("Film on Sunday");
        await ana.Page.GetByLabel("Text").FillAsync("Bring a **cup**.");
        await ana.FindsThePageAccessibleAsync();
        await ana.Page.GetByRole(AriaRole.Button, new() { Name = "Post", Exact = true }).ClickAsync();
        await Expect(bea.Page.GetByText("Bring a cup.")).ToBeVisibleAsync();
        await bea.FindsThePageAccessibleAsync();

        await bea.Page.GetByRole(AriaRole.Link, new() { Name = "Leave this circle" }).ClickAsync();
        await bea.FindsThePageAccessibleAsync();
        await bea.Page.GetByRole(AriaRole.Button, new() { Name = "Leave this circle" }).ClickAsync();
        await Expect(bea.Page.GetByText("Done: you do not belong to it any more.")).ToBeVisibleAsync();
        await bea.GoAsync("/circles/sao-paulo");
        await Expect(bea.Page.GetByText("Bring a cup.")).ToBeHiddenAsync();
        await third.GoAsync("/circles/sao-paulo");
        await Expect(third.Page.GetByText("Bea", new() { Exact = true })).ToBeHiddenAsync();
    }

    private static async Task AnswerAsync(Visitor host, string name)
    {
        await host.GoAsync("/circles/sao-paulo/members");
        await host.FindsThePageAccessibleAsync();
        await host.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^Yes, welcome.*{name}$") }).ClickAsync();
        await Expect(host.Page.GetByText("They belong to the circle, and get a mail that says so.")).ToBeVisibleAsync();
    }
}
