using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;

namespace Portal.Core.Tests.Bookings.Attendance;

public sealed class SelfCheckInTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_code_checks_in_who_has_a_place_from_half_an_hour_before_to_the_end_and_says_why_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1), lasts: TimeSpan.FromHours(2));
        var lead = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var bookings = await portal.Data.FillAsync(shift, 3);
        var waiting = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(waiting, shift, BookingState.Waitlisted);
        var code = Code(0);
        Guid somebody = bookings[0].SupporterId, late = bookings[1].SupporterId;

        Assert.Equal(SelfCheckInResult.TooEarly, await ConfirmAsync(somebody));
        portal.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(SelfCheckInResult.WrongCode, await ConfirmAsync(somebody, "x"));
        Assert.Equal(SelfCheckInResult.NoPlace, await ConfirmAsync(lead.Id));
        Assert.Equal(SelfCheckInResult.NotConfirmed, await ConfirmAsync(waiting.Id));
        Assert.Equal(SelfCheckInResult.Open, (await portal.RunAsync<SelfCheckIn, SelfCheckInOutcome>(s => s.LookAsync(somebody, shift.Id, code, Token))).Result);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(bookings[0].Id)).State);

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => ConfirmAsync(somebody), Token)));
        Assert.All(done, result => Assert.Equal(SelfCheckInResult.Done, result));
        var booking = await portal.Data.ReadBookingAsync(bookings[0].Id);
        Assert.Equal((2, somebody, portal.Clock.GetUtcNow()), (booking.History.Count, booking.History.OrderBy(c => c.At).Last().ActorId!.Value, booking.CheckedInAt!.Value));

        // It says that somebody was there, not that the organisation knows them.
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Acquaintances.CountAsync(a => a.SupporterId == somebody, Token));

        Assert.False(await portal.RunAsync<SelfCheckIn, bool>(s => s.RenewAsync(somebody, shift.Id, Token)));
        Assert.True(await portal.RunAsync<SelfCheckIn, bool>(s => s.RenewAsync(lead.Id, shift.Id, Token)));
        Assert.Equal(SelfCheckInResult.WrongCode, await ConfirmAsync(late));
        code = Code(1);
        portal.Clock.Advance(TimeSpan.FromHours(2.5) + TimeSpan.FromMinutes(1));
        Assert.Equal(SelfCheckInResult.TooLate, await ConfirmAsync(late));
        await portal.RunAsync<CheckInService, CheckInOutcome>(s => s.NoShowAsync(lead.Id, shift.Id, bookings[1].Id, Token));
        Assert.Equal(SelfCheckInResult.TakenForAbsent, await ConfirmAsync(late));
        await HeldPlaces.AgreeAsync(portal, shift);

        string Code(int number) => portal.Services.GetRequiredService<CheckInCodes>().Of(shift.Id, number);

        async Task<SelfCheckInResult> ConfirmAsync(Guid supporter, string? other = null) =>
            (await portal.RunAsync<SelfCheckIn, SelfCheckInOutcome>(s => s.ConfirmAsync(supporter, shift.Id, other ?? code, Token))).Result;
    }
}
