using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise;

public sealed class ShiftCallingOffTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_mail_of_calling_off_is_seen_in_its_readers_language_and_with_its_reason_before_it_goes(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        var booking = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Anna", language: "fr"), shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var page = await organiser.GetAsync((await organiser.GetAsync($"/organise/shifts/{shift.Id}")).Link("Cancel this shift"));
        Assert.Contains("1 person has a place or waits for one", page.Text, StringComparison.Ordinal);
        Assert.Contains("ne vous déplacez pas", page.Document.QuerySelector(".letter[lang=fr]")!.TextContent, StringComparison.Ordinal);

        var anew = await page.SubmitAsync("Cancel it and tell 1 person", ("Reason", "A storm.\nStay at home."));
        Assert.Contains("Nothing is cancelled yet.", anew.Text, StringComparison.Ordinal);
        Assert.Contains("A storm.", anew.Document.QuerySelector(".letter[lang=fr]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ShiftStatus.Published, (await portal.Data.ReadShiftAsync(shift.Id)).Status);

        var done = await anew.SubmitAsync("Cancel it and tell 1 person");
        Assert.Contains("Cancelled. 1 person is being told.", done.Text, StringComparison.Ordinal);
        Assert.Equal(BookingState.CancelledByOrganiser, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Contains("had been cancelled before", (await organiser.GetAsync($"/organise/shifts/{shift.Id}/cancel")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Where_nobody_is_told_it_is_called_off_at_once_and_a_stranger_finds_nothing(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/shifts/{shift.Id}/cancel")).Status);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        // A reason that is too long loses nothing; a browser's two signs for the end of a line count as one.
        var page = await organiser.GetAsync($"/organise/shifts/{shift.Id}/cancel");
        var tooLong = await page.SubmitAsync("Cancel it", ("Reason", new string('x', 501)));
        Assert.Contains("The reason is too long", tooLong.Text, StringComparison.Ordinal);
        Assert.Equal(501, tooLong.Document.QuerySelector("#Reason")!.TextContent.Trim().Length);

        await organiser.SubmitAsync($"/organise/shifts/{shift.Id}/cancel", "Cancel it", ("Reason", "Snow" + string.Concat(Enumerable.Repeat("\r\n", 200)) + new string('x', 200)));

        var now = await portal.Data.ReadShiftAsync(shift.Id);
        Assert.Equal((ShiftStatus.Cancelled, "Snow"), (now.Status, now.CancelReason![..4]));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_called_off_unseen_and_who_booked_after_the_look_is_shown_first(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var page = await organiser.GetAsync($"/organise/shifts/{shift.Id}/cancel");
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Anna"), shift);

        var anew = await page.SubmitAsync("Cancel it");
        var unseen = await anew.SubmitAsync("Cancel it and tell 1 person", ("Told", null));

        Assert.Contains("1 person has a place or waits for one", anew.Text, StringComparison.Ordinal);
        Assert.Contains("1 person has a place or waits for one", unseen.Text, StringComparison.Ordinal);
        Assert.Equal(ShiftStatus.Published, (await portal.Data.ReadShiftAsync(shift.Id)).Status);
        await anew.SubmitAsync("Cancel it and tell 1 person");
        Assert.Equal(ShiftStatus.Cancelled, (await portal.Data.ReadShiftAsync(shift.Id)).Status);
    }
}
