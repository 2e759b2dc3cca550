using Microsoft.Playwright;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class LiveUpdatesTests(Chromium chromium) : BrowserTest(chromium)
{
    public static TheoryData<string, bool, ColorScheme> Views => new MatrixTheoryData<string, bool, ColorScheme>(
        ["en", "fr"], [true, false], [ColorScheme.Light, ColorScheme.Dark]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_sees_what_an_organiser_posts_without_reloading()
    {
        var (supporter, organisation) = await OrganiserAsync();
        await PostAsync(supporter, organisation, "The first");
        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(supporter);
        var reader = await VisitorAsync();
        await reader.GoAsync("/updates");
        await Expect(reader.Page.GetByText("Live", new PageGetByTextOptions { Exact = true }).First).ToBeVisibleAsync();

        await organiser.GoAsync("/updates");
        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Write an update" }).ClickAsync();
        await organiser.Page.GetByLabel("Title").FillAsync("Soup tonight");
        await organiser.Page.GetByLabel("Text").FillAsync("At **six**, as always.");
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();

        var item = reader.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Soup tonight" });
        await Expect(item.Locator("strong").Filter(new() { HasText = "six" })).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".feed > li").First).ToContainTextAsync("Soup tonight");
        await Expect(reader.Page.Locator("#live-said")).ToContainTextAsync("Soup tonight");
        await reader.FindsThePageAccessibleAsync();

        await organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Soup tonight" }).GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await organiser.Page.GetByLabel("Title").FillAsync("Tea tonight");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
        await Expect(reader.Page.Locator(".feed > li").First).ToContainTextAsync("Tea tonight");

        await organiser.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Tea tonight" }).GetByRole(AriaRole.Link, new() { Name = "Withdraw" }).ClickAsync();
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Withdraw it" }).ClickAsync();
        await Expect(reader.Page.Locator(".feed > li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_page_of_one_update_follows_it_and_is_left_when_it_is_withdrawn()
    {
        var (supporter, organisation) = await OrganiserAsync();
        var id = (await PostAsync(supporter, organisation, "Soup tonight")).UpdateId!.Value;
        var reader = await VisitorAsync();
        reader.Expects("410");
        await reader.GoAsync($"/updates/{id}");
        await Expect(reader.Page.Locator("html[data-connection=live]")).ToBeAttachedAsync();

        await Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(supporter.Id, id, 0, new UpdateText("Tea tonight", "Hot", Severity.Normal, "en"), Stop));
        await Expect(reader.Page.GetByRole(AriaRole.Heading, new() { Name = "Tea tonight" })).ToBeVisibleAsync();
        await PostAsync(supporter, organisation, "Another");

        await Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(supporter.Id, id, Stop));
        await Expect(reader.Page.GetByText("Tea tonight")).ToHaveCountAsync(0);
        await reader.FindsThePageAccessibleAsync();
    }

    [Fact]
    public async Task A_connection_that_was_cut_catches_up()
    {
        var (supporter, organisation) = await OrganiserAsync();
        await PostAsync(supporter, organisation, "Before");
        var reader = await VisitorAsync();
        reader.Expects("ERR_INTERNET_DISCONNECTED");
        reader.Expects("WebSocket");
        await reader.GoAsync("/updates");
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");

        await reader.Page.Context.SetOfflineAsync(true);
        await reader.Page.EvaluateAsync("() => dispatchEvent(new Event('offline'))");
        await PostAsync(supporter, organisation, "In the tunnel");
        await PostAsync(supporter, organisation, "Still in the tunnel");
        await reader.Page.Context.SetOfflineAsync(false);

        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["Still in the tunnel", "In the tunnel", "Before"]);
    }

    [Fact]
    public async Task Where_no_WebSocket_comes_through_the_page_asks()
    {
        var (supporter, organisation) = await OrganiserAsync();
        var reader = await VisitorAsync();
        reader.Expects("WebSocket");
        await reader.Page.Context.RouteWebSocketAsync("**/hubs/live*", socket => { _ = socket.CloseAsync(); });
        await reader.GoAsync("/updates");
        await Expect(reader.Page.Locator("[data-live].is-waiting")).ToBeVisibleAsync();
        await PostAsync(supporter, organisation, "By asking");

        await reader.Page.Context.Clock.FastForwardAsync(11_000);

        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["By asking"]);
    }

    [Fact]
    public async Task Who_has_scrolled_down_is_not_moved_but_asked()
    {
        var (supporter, organisation) = await OrganiserAsync();
        for (var number = 1; number <= 20; number++)
        {
            await PostAsync(supporter, organisation, $"Number {number}");
        }

        var reader = await VisitorAsync();
        await reader.GoAsync("/updates");
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Number 5", Exact = true }).ScrollIntoViewIfNeededAsync();

        await PostAsync(supporter, organisation, "While reading");
        await PostAsync(supporter, organisation, "And more");

        var button = reader.Page.GetByRole(AriaRole.Button, new() { Name = "2 new updates" });
        await Expect(button).ToBeVisibleAsync();
        await Expect(reader.Page.Locator(".feed > li")).ToHaveCountAsync(20);
        await button.ClickAsync();
        await Expect(reader.Page.Locator(".feed > li h2").First).ToHaveTextAsync("And more");
        await Expect(reader.Page.GetByRole(AriaRole.Link, new() { Name = "And more" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_word_to_a_shift_arrives_with_whom_it_is_for_and_of_a_muted_group_only_what_is_urgent()
    {
        var (supporter, organisation) = await OrganiserAsync();
        var shift = await Portal.Data.CreateShiftAsync(organisation);
        var booked = await Portal.Data.CreateSupporterAsync();
        await Portal.Data.MakeMemberAsync(booked, organisation);
        await Portal.Data.CreateBookingAsync(booked, shift);
        var reader = await VisitorAsync();
        await reader.SignInAsync(booked);
        await reader.GoAsync("/updates");
        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "Choose what you follow" }).ClickAsync();
        await reader.Page.GetByLabel("For volunteers of Calais Food Collective").UncheckAsync();
        await reader.FindsThePageAccessibleAsync();
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Keep this choice" }).ClickAsync();
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToHaveTextAsync("Live");

        var group = Channel.OfOrganisation(organisation.Slug);
        await PostAsync(supporter, organisation, "Dishes to do", channel: group);
        await PostAsync(supporter, organisation, "The van broke down", Severity.Urgent, group);
        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["The van broke down"]);
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await PostAsync(supporter, organisation, "Bring gloves", channel: Channel.OfShift(shift.Id));

        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["Bring gloves", "The van broke down"]);
        await Expect(reader.Page.Locator(".feed > li").First).ToContainTextAsync("For your shift: Kitchen");
        await reader.GoAsync("/updates");
        await Expect(reader.Page.Locator(".feed > li h2")).ToHaveTextAsync(["Bring gloves", "The van broke down"]);
    }

    [Theory, MemberData(nameof(Views))]
    public async Task The_feed_is_open_to_everyone(string language, bool phone, ColorScheme theme)
    {
        var (supporter, organisation) = await OrganiserAsync();
        await PostAsync(supporter, organisation, "Third eviction this week", Severity.Urgent);
        await PostAsync(supporter, organisation, "Eleven volunteers, one very tired chainsaw", Severity.Thanks);
        var visitor = await VisitorAsync(phone ? Screen.Phone : Screen.Desk, language, theme);

        foreach (var path in new[] { "/updates", "/" })
        {
            await visitor.GoAsync(path);
            await Expect(visitor.Page.Locator(".feed > li")).ToHaveCountAsync(2);
            await visitor.FindsThePageAccessibleAsync();
        }
    }

    private async Task<(Supporter Supporter, Organisation Organisation)> OrganiserAsync()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Calais Food Collective");
        return (await Portal.Data.CreateOrganiserAsync(organisation), organisation);
    }

    private Task<UpdateOutcome> PostAsync(Supporter supporter, Organisation organisation, string title, Severity severity = Severity.Normal, string channel = Channel.Public) =>
        Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            supporter.Id, organisation.Id, channel, new UpdateText(title, "Tents and blankets were taken. *Thank you* all.", severity, "en"), Ids.New(Portal.Clock), Stop));
}
