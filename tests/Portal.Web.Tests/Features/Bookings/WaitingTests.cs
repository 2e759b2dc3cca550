using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class WaitingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_waits_is_offered_the_place_and_takes_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var holder = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(holder, shift);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var giver = await portal.SignedInAsync(holder);

        var full = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Contains("You would be first in line", full.Text, StringComparison.Ordinal);
        var waiting = await full.SubmitAsync("Join the waiting list");
        Assert.Contains("You are first in line", waiting.Text, StringComparison.Ordinal);

        await giver.SubmitAsync((await giver.GetAsync("/my/shifts")).Link("I can’t come"), "Give my place back");
        var offered = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Contains("A place is held for you until", offered.Text, StringComparison.Ordinal);

        // Looking changes nothing: mail scanners open links.
        var ask = await reader.GetAsync(offered.Document.QuerySelector("form[action$='/accept']")!.GetAttribute("action")!.Replace("accept", "offer", StringComparison.Ordinal));
        Assert.Equal("A place for you", ask.Heading);
        Assert.Contains("A place is held for you", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);

        Assert.Contains("Your place is booked", (await ask.SubmitAsync("Yes, I will come")).Text, StringComparison.Ordinal);
        Assert.Equal("Your place is booked", (await reader.GetAsync(ask.Path)).Heading);
        Assert.Equal(HttpStatusCode.NotFound, (await giver.GetAsync(ask.Path)).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_deadline_one_looks_for_cover_and_may_come_after_all(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(5), positions: [("Cook", 1, 1)]);
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        using var reader = await portal.SignedInAsync(anna);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        await reader.SubmitAsync($"/bookings/{booking.Id}/cancel", "Give my place back");
        var seeking = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Contains("looking for somebody to take over", seeking.Text, StringComparison.Ordinal);
        Assert.Contains("the place is yours again", (await seeking.SubmitAsync("I can come after all")).Text, StringComparison.Ordinal);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);

        await reader.SubmitAsync($"/bookings/{booking.Id}/cancel", "Give my place back");
        Assert.Contains("Your place is booked", (await other.SubmitAsync($"/shifts/{shift.Id}", "Book this shift")).Text, StringComparison.Ordinal);
        Assert.Contains("Somebody has taken over", (await seeking.SubmitAsync("I can come after all")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_first_booking_waits_for_an_organiser_who_answers_with_one_tap(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var site = await portal.Data.CreateSiteAsync(kitchen, pointIsPublic: false);
        var shift = await portal.Data.CreateShiftAsync(kitchen, site: site);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Anna"));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        Assert.Contains("first time with Kitchen", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
        var asked = await reader.SubmitAsync($"/shifts/{shift.Id}", "Ask for a place");
        Assert.Contains("You get an answer by", asked.Text, StringComparison.Ordinal);

        Assert.DoesNotContain("Anna", (await stranger.GetAsync("/organise/waiting")).Text, StringComparison.Ordinal);
        var queue = await organiser.GetAsync("/organise/waiting");
        Assert.Contains("Anna", queue.Text, StringComparison.Ordinal);
        var answered = await queue.SubmitAsync("Yes, come: Anna");

        Assert.Equal("Waiting for you", answered.Heading);
        Assert.Contains("Nobody is waiting", answered.Text, StringComparison.Ordinal);
        Assert.Contains("You are booked", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
    }
}
