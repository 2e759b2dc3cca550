using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Attendance;

public sealed class AttendanceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_is_absent_frees_a_place_that_nobody_is_offered_once_the_shift_began_and_a_correction_takes_one_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal, places: 2);
        var bookings = await portal.Data.FillAsync(shift, 2);
        var waiting = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, BookingState.Waitlisted);

        Assert.Equal(CheckInOutcome.Done, await NoShowAsync(portal, lead, shift, bookings[0]));
        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
        Assert.Equal(BookingState.Waitlisted, (await portal.Data.ReadBookingAsync(waiting.Id)).State);

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CheckInOutcome.Done, await ExcuseAsync(portal, lead, shift, bookings[0]));
        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, lead, shift, bookings[0]));
        Assert.Equal(2, await HeldPlaces.AgreeAsync(portal, shift));
        Assert.Equal(CheckInOutcome.Done, await NoShowAsync(portal, lead, shift, bookings[0]));
        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));

        // Somebody else stands there meanwhile: more than the places only where the lead says so.
        Assert.Equal(WalkInOutcome.Done, await portal.RunAsync<WalkIns, WalkInOutcome>(s => s.AddAsync(lead.Id, shift.Id, new(shift.Positions[0].Id, "Ana", Guid.CreateVersion7()), anyway: false, Token)));
        Assert.Equal(CheckInOutcome.Full, await CheckInAsync(portal, lead, shift, bookings[0]));
        Assert.Equal(CheckInOutcome.Full, await UndoAsync(portal, lead, shift, bookings[0], BookingState.NoShow));
        Assert.Equal(2, await HeldPlaces.AgreeAsync(portal, shift));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, lead, shift, bookings[0], anyway: true));
        Assert.Equal(3, await HeldPlaces.AgreeAsync(portal, shift));
        Assert.Equal(
            ["Confirmed", "NoShow", "Excused", "CheckedIn", "NoShow", "CheckedIn"],
            (await portal.Data.ReadBookingAsync(bookings[0].Id)).History.OrderBy(c => c.At).Select(c => c.To.ToString()));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_excuse_before_the_start_tells_the_line_and_whoever_sought_cover_no_longer_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1), positions: [("Driver", 1, 2)]);
        var lead = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var bookings = await portal.Data.FillAsync(shift, 2);
        var line = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(line, shift, BookingState.Waitlisted);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(bookings[0].SupporterId, bookings[0].Id, Token));
        Assert.Equal(2, await HeldPlaces.AgreeAsync(portal, shift));

        Assert.Equal(CheckInOutcome.NotBegun, await NoShowAsync(portal, lead, shift, bookings[0]));
        Assert.Equal(CheckInOutcome.Done, await ExcuseAsync(portal, lead, shift, bookings[0]));

        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
        await using var db = portal.NewContext();
        Assert.Equal(2, await db.Messages.CountAsync(m => m.SupporterId == line.Id && m.Template == "place-open", Token));
        Assert.Equal(CheckInOutcome.Done, await UndoAsync(portal, lead, shift, bookings[0], BookingState.Excused));
        Assert.Equal(2, await HeldPlaces.AgreeAsync(portal, shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_was_noted_absent_and_took_another_place_meanwhile_is_not_put_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var anna = await portal.Data.CreateRegularAsync(shift.Organisation!);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        Assert.Equal(CheckInOutcome.Done, await NoShowAsync(portal, lead, shift, booking));
        var other = await portal.Data.CreateShiftAsync(shift.Organisation, startsIn: TimeSpan.FromMinutes(30));
        await portal.Data.CreateBookingAsync(anna, other);

        Assert.Equal(CheckInOutcome.Elsewhere, await UndoAsync(portal, lead, shift, booking, BookingState.NoShow));
        Assert.Equal(CheckInOutcome.Elsewhere, await CheckInAsync(portal, lead, shift, booking));
        Assert.Equal(BookingState.NoShow, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        await HeldPlaces.AgreeAsync(portal, shift);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_check_ins_at_once_are_one_and_a_stale_one_after_giving_back_is_refused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1));
        var lead = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var bookings = await portal.Data.FillAsync(shift, 2);

        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => CheckInAsync(portal, lead, shift, bookings[0]), Token)));

        Assert.All(both, outcome => Assert.Equal(CheckInOutcome.Done, outcome));
        Assert.Equal(2, (await portal.Data.ReadBookingAsync(bookings[0].Id)).History.Count);
        await using var db = portal.NewContext();
        await db.Shifts.Where(s => s.Id == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.CancellationHours, 0), Token);
        Assert.Equal(CancelResult.Cancelled, (await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(bookings[1].SupporterId, bookings[1].Id, Token))).Result);
        Assert.Equal(CheckInOutcome.NotPossible, await CheckInAsync(portal, lead, shift, bookings[1], new Tap(Guid.CreateVersion7(), portal.Clock.GetUtcNow().AddMinutes(-5))));
        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_tap_sent_twenty_times_is_taken_once_with_its_own_time_also_after_it_was_undone(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var booking = (await portal.Data.FillAsync(shift, 1))[0];
        var tap = new Tap(Guid.CreateVersion7(), portal.Clock.GetUtcNow().AddMinutes(-20));

        var sent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CheckInAsync(portal, lead, shift, booking, tap), Token)));

        Assert.All(sent, outcome => Assert.Equal(CheckInOutcome.Done, outcome));
        var taken = await portal.Data.ReadBookingAsync(booking.Id);
        Assert.Equal(2, taken.History.Count);
        Assert.Equal(tap.At, taken.CheckedInAt);

        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        await UndoAsync(portal, lead, shift, booking);
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, lead, shift, booking, tap));
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);

        // Another phone's older tap comes after somebody took it back; a newer one counts, and a time that cannot be is not believed.
        Assert.Equal(CheckInOutcome.Overtaken, await CheckInAsync(portal, lead, shift, booking, new Tap(Guid.CreateVersion7(), tap.At)));
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, lead, shift, booking, new Tap(Guid.CreateVersion7(), portal.Clock.GetUtcNow().AddDays(1))));
        Assert.Equal(portal.Clock.GetUtcNow(), (await portal.Data.ReadBookingAsync(booking.Id)).CheckedInAt);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_lead_corrects_for_a_week_notes_and_counts_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (lead, shift) = await RunningAsync(portal);
        var booking = (await portal.Data.FillAsync(shift, 1))[0];
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        Assert.Equal(CheckInOutcome.NotFound, await NoShowAsync(portal, stranger, shift, booking));
        Assert.Equal(NoteOutcome.NotFound, await portal.RunAsync<RosterNotes, NoteOutcome>(s => s.NoteAsync(stranger.Id, shift.Id, booking.Id, "x", Token)));
        Assert.Equal(NoteOutcome.NotPossible, await CountAsync(90));

        await NoShowAsync(portal, lead, shift, booking);
        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(CheckInOutcome.Done, await CheckInAsync(portal, lead, shift, booking));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(NoteOutcome.Done, await CountAsync(90));
        Assert.Equal(NoteOutcome.NotPossible, await CountAsync(Booking.MostMinutes + 1));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(NoteOutcome.Done, await portal.RunAsync<RosterNotes, NoteOutcome>(s => s.NoteAsync(lead.Id, shift.Id, booking.Id, "  Left   early \u202E ", Token)));
        Assert.Equal(NoteOutcome.Unreadable, await portal.RunAsync<RosterNotes, NoteOutcome>(s => s.NoteAsync(lead.Id, shift.Id, booking.Id, "a\0", Token)));
        var kept = await portal.Data.ReadBookingAsync(booking.Id);
        Assert.Equal((90, "Left early"), (kept.Minutes, kept.Note));
        Assert.Equal(["hours:90", "note"], kept.History.OrderBy(c => c.At).TakeLast(2).Select(c => c.Why));

        portal.Clock.Advance(TimeSpan.FromHours(4));
        Assert.Equal(CheckInOutcome.TooLate, await NoShowAsync(portal, lead, shift, booking));
        Assert.Equal(NoteOutcome.NotPossible, await CountAsync(30));

        Task<NoteOutcome> CountAsync(int minutes) => portal.RunAsync<RosterNotes, NoteOutcome>(s => s.CountAsync(lead.Id, shift.Id, booking.Id, minutes, Token));
    }

    private static async Task<(Supporter Lead, Shift Shift)> RunningAsync(TestPortal portal, int places = 8)
    {
        var lead = await portal.Data.CreateSupporterAsync("Ruth");
        return (lead, await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1), positions: [("Driver", 1, places)], lead: lead));
    }

    private static Task<CheckInOutcome> CheckInAsync(TestPortal portal, Supporter actor, Shift shift, Booking booking, Tap? tap = null, bool anyway = false) =>
        portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(actor.Id, shift.Id, booking.Id, Token, tap, anyway));

    private static Task<CheckInOutcome> UndoAsync(TestPortal portal, Supporter actor, Shift shift, Booking booking, BookingState from = BookingState.CheckedIn) =>
        portal.RunAsync<CheckInService, CheckInOutcome>(s => s.UndoAsync(actor.Id, shift.Id, booking.Id, Token, from));

    private static Task<CheckInOutcome> NoShowAsync(TestPortal portal, Supporter actor, Shift shift, Booking booking)
    {
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return portal.RunAsync<CheckInService, CheckInOutcome>(s => s.NoShowAsync(actor.Id, shift.Id, booking.Id, Token));
    }

    private static Task<CheckInOutcome> ExcuseAsync(TestPortal portal, Supporter actor, Shift shift, Booking booking) =>
        portal.RunAsync<CheckInService, CheckInOutcome>(s => s.ExcuseAsync(actor.Id, shift.Id, booking.Id, Token));
}
