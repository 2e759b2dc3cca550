using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using Portal.Core.Bookings;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>What others do to one's shift comes to the screen without a reload.</summary>
public sealed class LivePlacesTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_offer_comes_to_the_page_of_whoever_waits()
    {
        var shift = await Portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var (jonas, anna) = (await Portal.Data.CreateSupporterAsync("Jonas"), await Portal.Data.CreateSupporterAsync("Anna"));
        await Portal.Data.CreateBookingAsync(jonas, shift);
        await Portal.Data.CreateBookingAsync(anna, shift, BookingState.Waitlisted);
        var holder = await VisitorAsync();
        await holder.SignInAsync(jonas);
        var waiting = await VisitorAsync();
        await waiting.SignInAsync(anna);
        await waiting.GoAsync($"/shifts/{shift.Id}");
        await Expect(waiting.Page.GetByText("You are first in line.")).ToBeVisibleAsync();
        await IsLiveAsync(waiting);

        await holder.GoAsync("/my/shifts");
        await holder.Page.GetByRole(AriaRole.Link, new() { Name = "I can’t come" }).First.ClickAsync();
        await holder.Page.GetByRole(AriaRole.Button, new() { Name = "Give my place back" }).ClickAsync();

        await SoonAsync(() => Expect(waiting.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, I will come" })).ToBeVisibleAsync(new() { Timeout = Look }));
        await waiting.FindsThePageAccessibleAsync();
        await waiting.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, I will come" }).ClickAsync();
        await Expect(waiting.Page.GetByText("Your place is booked.").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_check_in_by_one_comes_to_the_roster_of_the_other_but_not_under_their_fingers()
    {
        var kitchen = await Portal.Data.CreateOrganisationAsync("Kitchen");
        var shift = await Portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromMinutes(10), positions: [("Cook", 1, 4)]);
        await Portal.Data.CreateBookingAsync(await Portal.Data.CreateSupporterAsync("Jonas"), shift);
        await Portal.Data.CreateBookingAsync(await Portal.Data.CreateSupporterAsync("Noor"), shift);
        var (one, other, third) = (await VisitorAsync(), await VisitorAsync(Screen.Desk), await VisitorAsync(Screen.Desk));
        foreach (var visitor in new[] { one, other, third })
        {
            await visitor.SignInAsync(await Portal.Data.CreateOrganiserAsync(kitchen));
            await visitor.GoAsync($"/shifts/{shift.Id}/roster");
            await IsLiveAsync(visitor);
        }

        // The other is about to do something with Noor's row.
        await other.Page.Locator(".roster details > summary").Last.ClickAsync();
        await new RosterPage(one).CheckIn("Jonas").ClickAsync();
        await Expect(one.Page.Locator("[data-here-count]")).ToHaveTextAsync("1");
        // Where nobody touches anything it has come by now; where somebody does it waits.
        await SoonAsync(() => Expect(third.Page.Locator("[data-here-count]")).ToHaveTextAsync("1", new() { Timeout = Look }));
        await Expect(other.Page.Locator(".roster details[open]")).ToHaveCountAsync(1);
        await Expect(other.Page.Locator("[data-here-count]")).ToHaveTextAsync("0");

        await other.Page.Locator(".roster details[open] > summary").ClickAsync();
        await other.Page.Locator("h1").ClickAsync();
        await SoonAsync(() => Expect(other.Page.Locator("[data-here-count]")).ToHaveTextAsync("1", new() { Timeout = Look }));
    }

    private static Task IsLiveAsync(Visitor visitor) =>
        Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-connection", "live");
}
