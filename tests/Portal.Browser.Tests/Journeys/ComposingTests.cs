using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Translations;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class ComposingTests(Chromium chromium) : BrowserTest(chromium)
{
    private const double SmallestTarget = 44;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_phone_it_is_two_taps_from_home_to_posted()
    {
        var (supporter, _) = await OrganiserAsync();
        var organiser = await VisitorAsync(Screen.Phone);
        await organiser.SignInAsync(supporter);
        await organiser.GoAsync("/");
        await organiser.FindsThePageAccessibleAsync();

        await organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Write an update" }).TapAsync();
        await organiser.Page.GetByLabel("Title").FillAsync("Soup tonight");
        await organiser.Page.GetByLabel("Text").FillAsync("At seven.");
        var post = organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" });
        await Expect(post).ToBeInViewportAsync();
        await organiser.FindsThePageAccessibleAsync();
        var (button, bar) = (await post.BoundingBoxAsync(), await organiser.Page.Locator(".tabbar").BoundingBoxAsync());
        Assert.True(button!.Height >= SmallestTarget && button.Y + button.Height <= bar!.Y, $"{button.Y} + {button.Height} against {bar!.Y}");
        await post.TapAsync();

        await Expect(organiser.Page.GetByText("Posted. It is on the open screens of those it is for.")).ToBeVisibleAsync();
        await Expect(organiser.Page.GetByRole(AriaRole.Link, new() { Name = "Add a translation" })).ToBeVisibleAsync();
        await organiser.GoAsync("/organise/updates/new");
        await Expect(organiser.Page.GetByLabel("Title")).ToHaveValueAsync("");
        await Expect(organiser.Page.Locator("#draft")).ToBeHiddenAsync();
        Assert.Equal(1, await PostsAsync());
    }

    [Fact]
    public async Task Without_a_signal_the_text_is_kept_over_a_reload_and_posted_once_when_it_returns()
    {
        var (supporter, _) = await OrganiserAsync();
        var organiser = await VisitorAsync(Screen.Phone);
        organiser.Expects("ERR_INTERNET_DISCONNECTED");
        await organiser.SignInAsync(supporter);
        await organiser.GoAsync("/organise/updates/new");
        await organiser.Page.GetByLabel("Title").FillAsync("Soup tonight");
        await organiser.Page.GetByLabel("Text").FillAsync("At seven.");
        await organiser.Page.GetByLabel("People who have joined").CheckAsync();

        await organiser.Page.Context.SetOfflineAsync(true);
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();
        await Expect(organiser.Page.GetByText("No signal: your text is kept here.")).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.Context.SetOfflineAsync(false);
        await Expect(organiser.Page.GetByText("The signal is back")).ToBeVisibleAsync();

        await organiser.Page.ReloadAsync();
        await Expect(organiser.Page.GetByText("This is what you were writing")).ToBeVisibleAsync();
        await Expect(organiser.Page.GetByLabel("Title")).ToHaveValueAsync("Soup tonight");
        await Expect(organiser.Page.GetByLabel("People who have joined")).ToBeCheckedAsync();
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();

        await Expect(organiser.Page.GetByText("Posted. It is on the open screens of those it is for.")).ToBeVisibleAsync();
        Assert.Equal(1, await PostsAsync());
    }

    [Fact]
    public async Task An_answer_that_was_lost_on_its_way_makes_no_second_post()
    {
        var (supporter, _) = await OrganiserAsync();
        var organiser = await VisitorAsync(Screen.Phone);
        organiser.Expects("ERR_FAILED");
        await organiser.SignInAsync(supporter);
        await organiser.GoAsync("/organise/updates/new");
        await organiser.Page.GetByLabel("Title").FillAsync("Soup tonight");
        await organiser.Page.GetByLabel("Text").FillAsync("At seven.");
        await organiser.Page.RouteAsync("**/organise/updates/new", async route =>
        {
            if (route.Request.Method == "POST")
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();
        await Expect(organiser.Page.GetByText("No signal: your text is kept here.")).ToBeVisibleAsync();
        Assert.Equal(1, await PostsAsync());

        await organiser.Page.UnrouteAllAsync();
        await organiser.Page.ReloadAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();
        await Expect(organiser.Page.GetByText("Posted. It is on the open screens of those it is for.")).ToBeVisibleAsync();
        Assert.Equal(1, await PostsAsync());
    }

    [Fact]
    public async Task A_refusal_is_shown_as_without_scripts_and_the_reason_is_never_kept()
    {
        var (supporter, _) = await OrganiserAsync();
        var organiser = await VisitorAsync(Screen.Phone);
        await organiser.SignInAsync(supporter);
        await organiser.GoAsync("/organise/updates/new");
        await organiser.Page.GetByLabel("Title").FillAsync("Ring us");
        await organiser.Page.GetByLabel("Text").FillAsync("The office: 03 21 00 00 00");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();

        await Expect(organiser.Page.Locator("#risks mark")).ToHaveTextAsync("03 21 00 00 00");
        await organiser.Page.GetByLabel("Why").FillAsync("our public number");
        Assert.DoesNotContain("our public number", await organiser.Page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"), StringComparison.Ordinal);
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();
        await Expect(organiser.Page.GetByText("Posted. It is on the open screens of those it is for.")).ToBeVisibleAsync();
        Assert.Equal(1, await PostsAsync());
    }

    [Fact]
    public async Task A_file_far_larger_than_a_picture_is_told_before_it_is_sent_and_the_text_stays()
    {
        var (supporter, _) = await OrganiserAsync();
        var organiser = await VisitorAsync(Screen.Phone);
        await organiser.SignInAsync(supporter);
        await organiser.GoAsync("/organise/updates/new");
        await organiser.Page.GetByLabel("Title").FillAsync("Soup tonight");
        await organiser.Page.GetByLabel("Text").FillAsync("At seven.");
        var file = Path.Combine(TestFolder.New("large"), "large.jpg");
        await File.WriteAllBytesAsync(file, new byte[40 * 1024 * 1024], TestContext.Current.CancellationToken);
        await organiser.Page.Locator("#Picture_File").SetInputFilesAsync(file);

        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Post now" }).ClickAsync();

        await Expect(organiser.Page.GetByText("This file is larger than 8 MB.")).ToBeVisibleAsync();
        await Expect(organiser.Page.GetByText("This file is larger than 8 MB.")).ToBeInViewportAsync();
        await organiser.FindsThePageAccessibleAsync();
        await Expect(organiser.Page.GetByLabel("Title")).ToHaveValueAsync("Soup tonight");
        Assert.Equal(0, await PostsAsync());
    }

    [Fact]
    public async Task A_draft_can_be_discarded_and_goes_when_its_writer_signs_out()
    {
        var (supporter, _) = await OrganiserAsync();
        var organiser = await VisitorAsync(Screen.Phone);
        await organiser.SignInAsync(supporter);
        await organiser.GoAsync("/organise/updates/new");
        await organiser.Page.GetByLabel("Title").FillAsync("Soup tonight");
        await organiser.Page.ReloadAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Expect(organiser.Page.GetByLabel("Title")).ToHaveValueAsync("");
        await Expect(organiser.Page.GetByLabel("Title")).ToBeFocusedAsync();
        Assert.Equal(0, await DraftsAsync(organiser));

        await organiser.Page.GetByLabel("Title").FillAsync("Tea tonight");
        Assert.Equal(1, await DraftsAsync(organiser));
        await organiser.GoAsync("/account/profile");
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await organiser.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        Assert.Equal(0, await DraftsAsync(organiser));
    }

    [Fact]
    public async Task Pins_and_translations_arrive_live_and_nobody_is_told_that_the_text_was_edited()
    {
        var (supporter, organisation) = await OrganiserAsync();
        var first = await PostAsync(supporter, organisation, "The first");
        await PostAsync(supporter, organisation, "The second");
        var reader = await VisitorAsync(language: "fr");
        await reader.GoAsync("/updates");
        await Expect(reader.Page.Locator("[data-live]:not(.is-waiting)")).ToBeVisibleAsync();
        var titles = reader.Page.Locator(".feed > li h2");
        await Expect(titles).ToHaveTextAsync(["The second", "The first"]);

        await Portal.RunAsync<UpdatePins, UpdateOutcome>(s => s.SetAsync(supporter.Id, first, pinned: true, Stop));
        await Expect(titles).ToHaveTextAsync(["The first", "The second"]);
        await Expect(reader.Page.Locator(".feed > li").First).ToContainTextAsync("Épinglé");
        await PostAsync(supporter, organisation, "The third");
        await Expect(titles).ToHaveTextAsync(["The first", "The third", "The second"]);

        await Portal.RunAsync<TranslationService, UpdateOutcome>(s => s.SaveAsync(supporter.Id, first, 1, new UpdateText("Le premier", "Du **thé**.", Severity.Normal, "fr"), Stop));
        await Expect(titles).ToHaveTextAsync(["Le premier", "The third", "The second"]);
        await Expect(reader.Page.Locator(".feed > li").First.Locator("strong").Filter(new() { HasText = "thé" })).ToBeVisibleAsync();
        await Expect(reader.Page.GetByText("modifié")).ToHaveCountAsync(0);
        await reader.FindsThePageAccessibleAsync();
        await Portal.RunAsync<UpdatePins, UpdateOutcome>(s => s.SetAsync(supporter.Id, first, pinned: false, Stop));
        await Expect(titles).ToHaveTextAsync(["The third", "The second", "Le premier"]);

        await reader.Page.GetByRole(AriaRole.Link, new() { Name = "lire l’original" }).ClickAsync();
        await Expect(reader.Page.Locator("#original")).ToContainTextAsync("The first");
        await Expect(reader.Page.Locator("#original")).ToBeVisibleAsync();
        await reader.FindsThePageAccessibleAsync();
    }

    private async Task<(Supporter Supporter, Organisation Organisation)> OrganiserAsync()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("Calais Food Collective");
        return (await Portal.Data.CreateOrganiserAsync(organisation), organisation);
    }

    private async Task<Guid> PostAsync(Supporter supporter, Organisation organisation, string title)
    {
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var text = new UpdateText(title, "Text", Severity.Normal, "en");
        return (await Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(supporter.Id, organisation.Id, Channel.Public, text, Ids.New(Portal.Clock), Stop))).UpdateId!.Value;
    }

    private async Task<int> PostsAsync()
    {
        await using var db = Portal.NewContext();
        return await db.Updates.CountAsync(Stop);
    }

    private static Task<int> DraftsAsync(Visitor visitor) => visitor.Page.EvaluateAsync<int>("() => Object.keys(localStorage).filter((name) => name.startsWith('draft:')).length");
}
