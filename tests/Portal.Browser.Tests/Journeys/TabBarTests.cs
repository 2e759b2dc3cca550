using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using Portal.Core.Accounts;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class TabBarTests(Chromium chromium) : BrowserTest(chromium)
{
    // What a thumb hits for sure, in CSS pixels (interface.md).
    private const double SmallestTarget = 44;

    [Fact]
    public async Task A_volunteer_has_four_places_under_the_thumb_and_each_leads_there() =>
        await VisitsAsync(await Portal.Data.CreateSupporterAsync("Noa"), ["Home", "Shifts", "Live", "Mine"]);

    [Fact]
    public async Task An_organiser_has_a_fifth_to_organise() =>
        await VisitsAsync(await Portal.Data.CreateOrganiserAsync(await Portal.Data.CreateOrganisationAsync(), "Camille"), ["Home", "Shifts", "Live", "Mine", "Organise"]);

    [Fact]
    public async Task On_a_desk_there_is_none()
    {
        var visitor = await VisitorAsync(Screen.Desk);
        await visitor.GoAsync("/shifts");

        await Expect(visitor.Page.Locator(".tabbar")).ToBeHiddenAsync();
    }

    private async Task VisitsAsync(Supporter supporter, string[] places)
    {
        var visitor = await VisitorAsync(Screen.Phone);
        await visitor.SignInAsync(supporter);
        await visitor.GoAsync("/about");
        var bar = new TabBar(visitor);

        await Expect(bar.Places).ToHaveTextAsync(places);
        foreach (var place in places)
        {
            await bar.GoAsync(place);
            await Expect(bar.Here).ToHaveTextAsync(place);
            await AssertLargeEnoughAsync(bar);
        }
    }

    private static async Task AssertLargeEnoughAsync(TabBar bar)
    {
        foreach (var place in await bar.Places.AllAsync())
        {
            var box = (await place.BoundingBoxAsync())!;
            Assert.True(box.Height >= SmallestTarget && box.Width >= SmallestTarget, $"{await place.InnerTextAsync()} is {box.Width} × {box.Height}.");
            Assert.InRange(box.Y + box.Height, 0, Screen.Phone.Height);
        }
    }
}
