using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Attendance;

public sealed class CheckInServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task On_a_shift_that_was_called_off_after_it_began_attendance_stays_as_it_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, shift) = await RunningAsync(portal);
        var bookings = await portal.Data.FillAsync(shift, 2);
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, organiser, shift, bookings[0]));
        var cancelled = await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, "Snow", Token));
        Assert.Equal(CancelShiftResult.Cancelled, cancelled.Result);

        Assert.Equal(CheckInOutcome.NotPossible, await UndoAsync(portal, organiser, shift, bookings[0]));
        Assert.Equal(CheckInOutcome.NotPossible, await CheckInAsync(portal, organiser, shift, bookings[1]));

        Assert.Equal(BookingState.CheckedIn, (await portal.Data.ReadBookingAsync(bookings[0].Id)).State);
        Assert.Equal(BookingState.CancelledByOrganiser, (await portal.Data.ReadBookingAsync(bookings[1].Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Taking_a_check_in_back_while_the_shift_is_called_off_leaves_nobody_confirmed(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 12; round++)
        {
            var (organiser, shift) = await RunningAsync(portal);
            var booking = (await portal.Data.FillAsync(shift, 1))[0];
            await CheckInAsync(portal, organiser, shift, booking);

            var undo = Task.Run(() => UndoAsync(portal, organiser, shift, booking), Token);
            await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, "Snow", Token));
            await undo;

            Assert.Contains((await portal.Data.ReadBookingAsync(booking.Id)).State, new[] { BookingState.CheckedIn, BookingState.CancelledByOrganiser });
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_booking_is_found_on_its_own_shift_only(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, shift) = await RunningAsync(portal);
        var other = await portal.Data.CreateShiftAsync(shift.Organisation, startsIn: TimeSpan.FromHours(1));
        var booking = (await portal.Data.FillAsync(shift, 1))[0];

        Assert.Equal(CheckInOutcome.NotFound, await CheckInAsync(portal, organiser, other, booking));
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, organiser, shift, booking));
        Assert.Equal(CheckInOutcome.NotFound, await UndoAsync(portal, organiser, other, booking));
    }

    private static async Task<(Supporter Organiser, Shift Shift)> RunningAsync(TestPortal portal)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1));
        return (await portal.Data.CreateOrganiserAsync(shift.Organisation!), shift);
    }

    private static Task<CheckInOutcome> CheckInAsync(TestPortal portal, Supporter actor, Shift shift, Booking booking) =>
        portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(actor.Id, shift.Id, booking.Id, Token));

    private static Task<CheckInOutcome> UndoAsync(TestPortal portal, Supporter actor, Shift shift, Booking booking) =>
        portal.RunAsync<CheckInService, CheckInOutcome>(s => s.UndoAsync(actor.Id, shift.Id, booking.Id, Token));
}
