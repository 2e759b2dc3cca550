using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class SelfCheckInTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Opening_the_code_changes_nothing_the_button_checks_in_and_everything_else_is_a_sentence(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1), lasts: TimeSpan.FromHours(2));
        var jonas = await portal.Data.CreateSupporterAsync("Jonas");
        var booking = await portal.Data.CreateBookingAsync(jonas, shift);
        var address = $"/shifts/{shift.Id}/here/{portal.Services.GetRequiredService<CheckInCodes>().Of(shift.Id, 0)}";
        using var phone = await portal.SignedInAsync(jonas);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var anonymous = portal.Anonymous();

        Assert.StartsWith("/account/sign-in?", (await anonymous.GetAsync(address)).Path, StringComparison.Ordinal);
        Assert.Contains("This code works today at 10:30.", (await phone.GetAsync(address)).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.Contains("You have no place on this shift. Talk to the lead", (await other.GetAsync(address)).Text, StringComparison.Ordinal);
        var wrong = await phone.GetAsync($"/shifts/{shift.Id}/here/AAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(HttpStatusCode.NotFound, wrong.Status);
        Assert.DoesNotContain("Kitchen", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("This code does not work", wrong.Text, StringComparison.Ordinal);

        var asked = await phone.GetAsync(address);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Equal("You are checked in", (await asked.SubmitAsync("Yes, I am here")).Heading);
        Assert.Equal(BookingState.CheckedIn, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Equal("You are checked in", (await asked.SubmitAsync("Yes, I am here")).Heading);
        Assert.Equal(2, (await portal.Data.ReadBookingAsync(booking.Id)).History.Count);
    }
}
