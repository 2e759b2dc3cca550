using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>How organisers' pages look where no words could tell.</summary>
public sealed class OrganisersPagesTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_printed_roster_names_the_group_has_a_box_to_tick_for_each_person_and_the_colours_of_paper()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("The Woodyard");
        var shift = await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(2), positions: [("Wood", 3, 4)]);
        await Portal.Data.CreateBookingAsync(await Portal.Data.CreateSupporterAsync("Jonas"), shift);
        var visitor = await VisitorAsync(Screen.Desk, theme: ColorScheme.Dark);
        await visitor.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        await visitor.GoAsync($"/shifts/{shift.Id}/roster");
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        await Expect(visitor.Page.GetByText("The Woodyard")).ToBeVisibleAsync();
        Assert.Equal("block", await StyleAsync(visitor, ".roster > li", "display", "::before"));
        Assert.Equal("rgb(168, 23, 44)", await StyleAsync(visitor, ".stat.urgent b", "color"));
        Assert.Equal("rgb(253, 241, 215)", await StyleAsync(visitor, ".tag.need", "backgroundColor"));
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        Assert.Equal("none", await StyleAsync(visitor, ".roster > li", "content", "::before"));
    }

    [Fact]
    public async Task On_a_phone_the_days_of_the_week_ahead_have_more_room_than_the_names_of_activities()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync();
        await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(26), activity: await Portal.Data.CreateActivityAsync(organisation, "Evening food distribution in the dunes"));
        var visitor = await VisitorAsync();
        await visitor.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation));
        await visitor.GoAsync("/organise");

        var (grid, name) = (await visitor.Page.Locator(".cover-wrap").BoundingBoxAsync(), await visitor.Page.Locator(".cover tbody th").BoundingBoxAsync());

        Assert.InRange(name!.Width, 1, grid!.Width * 0.4);
        Assert.StartsWith("linear-gradient", await StyleAsync(visitor, ".cover-wrap", "maskImage"), StringComparison.Ordinal);
        Assert.Equal(0, await visitor.OverflowAsync());
    }

    private static Task<string> StyleAsync(Visitor visitor, string selector, string property, string? part = null) =>
        visitor.Page.EvaluateAsync<string>("([selector, property, part]) => getComputedStyle(document.querySelector(selector), part)[property]", new[] { selector, property, part });
}
