using Microsoft.Playwright;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Shifts;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

/// <summary>Places that are asked for, waited for, looked after and handed on, from the first page to the mail and back.</summary>
public sealed class PlacesChangeHandsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_first_booking_is_asked_for_and_answered_with_one_tap()
    {
        var kitchen = await Portal.Data.CreateOrganisationAsync("Kitchen");
        var site = await Portal.Data.CreateSiteAsync(kitchen, pointIsPublic: false);
        var shift = await Portal.Data.CreateShiftAsync(kitchen, site: site);
        var (anna, volunteer) = await ComesAsync("Anna");
        var organiser = await VisitorAsync();
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(kitchen, "Camille"));

        await volunteer.GoAsync($"/shifts/{shift.Id}");
        await Press(volunteer, "Ask for a place");
        await Sees(volunteer, "An organiser answers");
        await organiser.GoAsync("/organise");
        await LinkTo(organiser, "Waiting for you").ClickAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, come" }).ClickAsync();
        await Sees(organiser, "Answered: we have told them.");

        Assert.StartsWith("Your place on", (await NewestMailAsync(anna.Email!)).Subject, StringComparison.Ordinal);
        await volunteer.Page.ReloadAsync();
        await Expect(volunteer.Page.GetByRole(AriaRole.Link, new() { Name = "I can’t come" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_freed_place_is_held_for_the_first_in_line_who_takes_it_from_the_mail()
    {
        var (shift, jonas) = await FullAsync();
        var holder = await VisitorAsync();
        await holder.SignInAsync(jonas);
        var (anna, volunteer) = await ComesAsync("Anna");

        await volunteer.GoAsync($"/shifts/{shift.Id}");
        await Press(volunteer, "Join the waiting list");
        await Sees(volunteer, "You are first in line.");
        await holder.GoAsync("/my/shifts");
        await LinkTo(holder, "I can’t come").ClickAsync();
        await Press(holder, "Give my place back");

        await volunteer.GoAsync(PathOf((await NewestMailAsync(anna.Email!)).Link("/bookings/")));
        await volunteer.FindsThePageAccessibleAsync();
        await Press(volunteer, "Yes, I will come");
        await Sees(volunteer, "Your place is booked.");
        Assert.Equal(1, (await Portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
    }

    [Fact]
    public async Task Whoever_cannot_come_at_the_last_moment_is_relieved_by_somebody_else()
    {
        var (shift, jonas) = await FullAsync(TimeSpan.FromHours(6));
        var holder = await VisitorAsync();
        await holder.SignInAsync(jonas);
        var (_, volunteer) = await ComesAsync("Anna");

        await holder.GoAsync($"/shifts/{shift.Id}");
        await LinkTo(holder, "I can’t come").ClickAsync();
        await Press(holder, "Give my place back");
        await holder.GoAsync($"/shifts/{shift.Id}");
        await Sees(holder, "We are looking for somebody to take over.");
        await holder.FindsThePageAccessibleAsync();
        await volunteer.GoAsync($"/shifts/{shift.Id}");
        await Press(volunteer, "Book this shift");
        await Sees(volunteer, "Your place is booked.");

        Assert.StartsWith("Somebody took over", (await NewestMailAsync(jonas.Email!)).Subject, StringComparison.Ordinal);
        await holder.GoAsync("/my/shifts");
        await Expect(holder.Page.GetByText("No shift ahead of you")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_place_is_handed_to_a_friend_who_takes_it_from_the_mail()
    {
        var (shift, jonas) = await FullAsync();
        var holder = await VisitorAsync();
        await holder.SignInAsync(jonas);
        var (anna, friend) = await ComesAsync("Anna");

        await holder.GoAsync($"/shifts/{shift.Id}");
        await LinkTo(holder, "Hand my place to somebody I know").ClickAsync();
        await holder.Page.GetByLabel("Their e-mail address").FillAsync(anna.Email!);
        await Press(holder, "Offer them my place");
        await Sees(holder, "It is yours until they take it");

        await friend.GoAsync(PathOf((await NewestMailAsync(anna.Email!)).Link("/bookings/")));
        await friend.FindsThePageAccessibleAsync();
        await Press(friend, "Take the place");
        await Sees(friend, "Your place is booked.");
        Assert.StartsWith("Somebody took over", (await NewestMailAsync(jonas.Email!)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_puts_somebody_on_a_shift_from_the_rota_who_says_yes()
    {
        var kitchen = await Portal.Data.CreateOrganisationAsync("Kitchen");
        var shift = await Portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(2), positions: [("Cook", 1, 2)]);
        var (anna, volunteer) = await ComesAsync("Anna");
        await Portal.Data.MakeMemberAsync(anna, kitchen);
        var organiser = await VisitorAsync(Screen.Desk);
        await organiser.SignInAsync(await Portal.Data.CreateOrganiserAsync(kitchen, "Camille"));

        await organiser.GoAsync("/organise");
        await LinkTo(organiser, "Rota").ClickAsync();
        await LinkTo(organiser, "put Anna on a shift, Sat 16").ClickAsync();
        await Expect(organiser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Anna");
        await organiser.FindsThePageAccessibleAsync();
        await organiser.Page.GetByRole(AriaRole.Button, new() { Name = "Put on this shift" }).ClickAsync();
        await Sees(organiser, "They are asked.");

        await volunteer.GoAsync("/my/shifts");
        await LinkTo(volunteer, "Answer").ClickAsync();
        await Press(volunteer, "Yes, I will come");
        await Sees(volunteer, "Your place is booked.");
        await organiser.GoAsync("/organise/rota/print");
        await Expect(organiser.Page.GetByText("Anna")).ToBeVisibleAsync();
        Assert.Equal(1, (await Portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
    }

    private async Task<(Supporter Person, Visitor Visitor)> ComesAsync(string name)
    {
        var person = await Portal.Data.CreateSupporterAsync(name);
        var visitor = await VisitorAsync();
        await visitor.SignInAsync(person);
        return (person, visitor);
    }

    /// <summary>A shift whose only place somebody has.</summary>
    private async Task<(Shift Shift, Supporter Holder)> FullAsync(TimeSpan? startsIn = null)
    {
        var shift = await Portal.Data.CreateShiftAsync(startsIn: startsIn, positions: [("Cook", 1, 1)]);
        var holder = await Portal.Data.CreateSupporterAsync("Jonas");
        await Portal.Data.CreateBookingAsync(holder, shift, BookingState.Confirmed);
        return (shift, holder);
    }

    private static string PathOf(string link) => new Uri(link).PathAndQuery;

    private static Task Sees(Visitor visitor, string words) => Expect(visitor.Page.GetByText(words).First).ToBeVisibleAsync();

    private static ILocator LinkTo(Visitor visitor, string words) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = words }).First;

    private static Task Press(Visitor visitor, string words) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();
}
