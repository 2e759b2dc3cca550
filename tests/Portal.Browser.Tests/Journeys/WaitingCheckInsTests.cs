using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class WaitingCheckInsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Check_ins_wait_for_the_network_across_a_reload_and_nobody_is_shown_as_there_before_the_answer()
    {
        var ruth = await Portal.Data.CreateSupporterAsync("Ruth");
        var shift = await Portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromMinutes(10), lead: ruth);
        var bookings = new List<Booking>();
        foreach (var name in (string[])["Anahit", "Yusuf", "Tadesse"])
        {
            bookings.Add(await Portal.Data.CreateBookingAsync(await Portal.Data.CreateSupporterAsync(name), shift));
        }

        var lead = await VisitorAsync();
        await lead.SignInAsync(ruth);
        await lead.GoAsync($"/shifts/{shift.Id}/roster");
        var roster = new RosterPage(lead);
        await roster.CheckIn("Anahit").ClickAsync();
        await Expect(roster.Undo("Anahit")).ToBeVisibleAsync();

        await lead.Page.Context.SetOfflineAsync(true);
        await roster.CheckIn("Yusuf").ClickAsync();
        await roster.CheckIn("Tadesse").ClickAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 waiting to send." })).ToBeVisibleAsync();
        await Expect(roster.Person("Tadesse")).ToContainTextAsync("waiting to send");
        await Expect(roster.Undo("Tadesse")).ToBeHiddenAsync();
        await lead.FindsThePageAccessibleAsync();
        Assert.Equal(BookingState.Confirmed, (await Portal.Data.ReadBookingAsync(bookings[2].Id)).State);

        // Meanwhile somebody excuses Tadesse from elsewhere, and Ruth opens the page again where there is network.
        Portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await Portal.RunAsync<CheckInService, CheckInOutcome>(s => s.ExcuseAsync(ruth.Id, shift.Id, bookings[2].Id, TestContext.Current.CancellationToken));
        lead.Expects("check-in");
        lead.Expects("ERR_FAILED");
        await lead.Page.RouteAsync("**/check-in", route => route.AbortAsync());
        await lead.Page.Context.SetOfflineAsync(false);
        await lead.Page.ReloadAsync();
        await Expect(lead.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "2 waiting to send." })).ToBeVisibleAsync();
        await Expect(roster.Undo("Yusuf")).ToBeHiddenAsync();

        await lead.Page.UnrouteAllAsync();
        await lead.Page.Context.SetOfflineAsync(true);
        await lead.Page.Context.SetOfflineAsync(false);
        await Expect(roster.Undo("Yusuf")).ToBeVisibleAsync();
        await Expect(roster.Person("Tadesse")).ToContainTextAsync("Somebody changed this after you tapped");
        await Expect(lead.Page.GetByText("waiting to send.")).ToBeHiddenAsync();
        Assert.Equal(BookingState.Excused, (await Portal.Data.ReadBookingAsync(bookings[2].Id)).State);
        var yusuf = await Portal.Data.ReadBookingAsync(bookings[1].Id);
        Assert.Equal((BookingState.CheckedIn, 2), (yusuf.State, yusuf.History.Count));
        Assert.Equal(BookingState.CheckedIn, (await Portal.Data.ReadBookingAsync(bookings[0].Id)).State);
        await lead.FindsThePageAccessibleAsync();
    }

    [Fact]
    public async Task The_code_leads_somebody_on_site_to_say_so_and_the_rest_of_the_roster_works_without_scripts()
    {
        var ruth = await Portal.Data.CreateSupporterAsync("Ruth");
        var shift = await Portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromMinutes(-10), lead: ruth);
        var ana = await Portal.Data.CreateSupporterAsync("Anahit");
        await Portal.Data.CreateBookingAsync(ana, shift);
        await Portal.Data.CreateBookingAsync(await Portal.Data.CreateSupporterAsync("Yusuf"), shift);
        var volunteer = await VisitorAsync();
        await volunteer.SignInAsync(ana);
        await volunteer.GoAsync($"/shifts/{shift.Id}/here/{Portal.Services.GetRequiredService<CheckInCodes>().Of(shift.Id, 0)}");
        await volunteer.FindsThePageAccessibleAsync();
        await volunteer.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, I am here" }).ClickAsync();
        await Expect(volunteer.Page.GetByRole(AriaRole.Heading, new() { Name = "You are checked in" })).ToBeVisibleAsync();

        var lead = await VisitorAsync(scripts: false);
        await lead.SignInAsync(ruth);
        await lead.GoAsync($"/shifts/{shift.Id}/roster");
        var roster = new RosterPage(lead);
        await Expect(roster.Undo("Anahit")).ToBeVisibleAsync();
        await roster.CheckIn("Yusuf").ClickAsync();
        await Expect(roster.Undo("Yusuf")).ToBeVisibleAsync();
        await lead.Page.GetByText("Add somebody who is here").ClickAsync();
        await lead.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Zoltan");
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(roster.Person("Zoltan")).ToContainTextAsync("walk-in");
        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Complete the shift" }).ClickAsync();
        await Expect(lead.Page.GetByText("Completed for 2 people. Thank")).ToBeVisibleAsync();
    }
}
