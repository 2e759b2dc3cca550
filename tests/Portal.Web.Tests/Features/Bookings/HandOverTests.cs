using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class HandOverTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_names_somebody_who_sees_what_is_offered_and_takes_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var place = await portal.Data.CreateBookingAsync(anna, shift);
        using var giver = await portal.SignedInAsync(anna);
        using var taker = await portal.SignedInAsync(ben);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        Assert.DoesNotContain("offers you", (await taker.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);

        var ask = await giver.GetAsync((await giver.GetAsync($"/shifts/{shift.Id}")).Link("Hand my place to somebody I know"));
        Assert.Contains("does not look like", (await ask.SubmitAsync("Offer them my place", ("Email", "Ben"))).Text, StringComparison.Ordinal);
        var asked = await ask.SubmitAsync("Offer them my place", ("Email", ben.Email!));
        Assert.Contains("If somebody here has this address", asked.Text, StringComparison.Ordinal);
        Assert.Contains("It is yours until they take it", asked.Text, StringComparison.Ordinal);

        var offer = await taker.GetAsync((await taker.GetAsync("/my/shifts")).Link("Answer: Kitchen, Thu 21"));
        Assert.Contains("Anna cannot come", offer.Text, StringComparison.Ordinal);
        Assert.Contains("not offered to you", (await other.GetAsync(offer.Path)).Text, StringComparison.Ordinal);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(place.Id)).State);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(asked.Path)).Status);

        Assert.Contains("Your place is booked", (await offer.SubmitAsync("Take the place")).Text, StringComparison.Ordinal);
        Assert.Contains("no place to hand over", (await giver.GetAsync(asked.Path)).Text, StringComparison.Ordinal);
        Assert.Contains("Your place is booked", (await offer.SubmitAsync("Take the place")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_hindered_taker_reads_why_and_can_say_no(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var place = await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(ben, await portal.Data.CreateShiftAsync(positions: [("Driver", 1, 1)]));
        using var giver = await portal.SignedInAsync(anna);
        using var taker = await portal.SignedInAsync(ben);
        await giver.SubmitAsync($"/bookings/{place.Id}/hand-over", "Offer them my place", ("Email", ben.Email!));

        var offer = await taker.GetAsync($"/bookings/{place.Id}/take-over");
        Assert.Contains("overlaps", offer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Take the place", offer.Text, StringComparison.Ordinal);
        Assert.Contains("We let them know", (await offer.SubmitAsync("No, thank you")).Text, StringComparison.Ordinal);

        Assert.Contains("Offer them my place", (await giver.GetAsync($"/bookings/{place.Id}/hand-over")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_waits_for_a_full_position_while_another_has_places(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Driver", 1, 1), ("Cook", 1, 4)]);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, position: shift.Positions[0]);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Contains("Book this shift", page.Text, StringComparison.Ordinal);
        var waiting = await page.SubmitAsync("Join the waiting list: Driver");

        Assert.Contains("You are first in line", waiting.Text, StringComparison.Ordinal);
        // Who waits has no place yet, and no dot of their own.
        Assert.Equal((1, 0), (waiting.Document.QuerySelectorAll(".places i.on").Length, waiting.Document.QuerySelectorAll(".places i.me").Length));
    }
}
