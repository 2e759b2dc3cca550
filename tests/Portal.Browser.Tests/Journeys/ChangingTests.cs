using Microsoft.Playwright;
using Portal.Core.Bookings;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class ChangingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_moved_shift_is_confirmed_again_and_a_closed_site_says_who_knows()
    {
        var organisation = await Portal.Data.CreateOrganisationAsync("The Woodyard");
        var site = await Portal.Data.CreateSiteAsync(organisation, "Warehouse");
        await Portal.Data.CreateSiteAsync(organisation, "Harbour");
        var shift = await Portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(2), site: site);
        var jonas = await Portal.Data.CreateSupporterAsync("Jonas");
        var booking = await Portal.Data.CreateBookingAsync(jonas, shift);
        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(organisation, "Camille"));
        var volunteer = await VisitorAsync();
        await volunteer.SignInAsync(jonas);

        await organiser.GoAsync($"/organise/shifts/{shift.Id}");
        await LinkTo(organiser, "Change this shift").ClickAsync();
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByLabel("Start").FillAsync("13:00");
        await organiser.Page.GetByLabel("End").FillAsync("17:00");
        await Press(organiser, "Go on");
        await Expect(organiser.Page.GetByText("Please confirm again: your shift on")).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();
        await Press(organiser, "Change it and write to 1 person");

        await volunteer.GoAsync("/my/shifts");
        await volunteer.FindsThePageAccessibleAsync();
        await LinkTo(volunteer, "Answer").ClickAsync();
        await volunteer.FindsThePageAccessibleAsync();
        await Press(volunteer, "Yes, I can still come");
        Assert.Equal(BookingState.Confirmed, (await Portal.Data.ReadBookingAsync(booking.Id)).State);

        await organiser.GoAsync($"/organise/sites/{site.Id}");
        await LinkTo(organiser, "Close this site").ClickAsync();
        await organiser.Page.GetByLabel("Until day").FillAsync("2027-01-17");
        await organiser.Page.GetByLabel("What becomes of its shifts").SelectOptionAsync(new SelectOptionValue { Label = "Move them to Harbour; people are asked to confirm again" });
        await Press(organiser, "See what comes of it");
        await organiser.FindsThePageAccessibleAsync();
        await Press(organiser, "Close it and write to 1 person");
        await Expect(organiser.Page.GetByText("1 of 1 may not know yet")).ToBeVisibleAsync();
        await organiser.FindsThePageAccessibleAsync();
        await volunteer.GoAsync($"/shifts/{shift.Id}");
        await Press(volunteer, "Yes, I can still come");
        await organiser.Page.ReloadAsync();
        await Expect(organiser.Page.GetByText("0 of 1 may not know yet")).ToBeVisibleAsync();
    }

    private static ILocator LinkTo(Visitor visitor, string words) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = words }).First;

    private static Task Press(Visitor visitor, string words) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();
}
