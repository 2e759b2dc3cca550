using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Tests.Shifts.Changes;

public sealed class RemovedPositionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_position_where_nobody_has_a_place_any_more_is_removed_and_stays_in_the_history(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        var cook = shift.Positions[0];
        var given = await portal.Data.CreateBookingAsync(anna, shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, given.Id, Token));

        var edit = await WithoutCookAsync(ground, shift);
        var seen = await ground.ChangeAsync(shift, edit);
        Assert.Equal((ChangeResult.Previewed, "Cook"), (seen.Result, Assert.Single(seen.Preview!.Retired).ToString()));
        Assert.Equal(ChangeResult.Changed, (await ground.ChangeAsync(shift, edit with { Preview = seen.Preview.Seal })).Result);

        await using var db = portal.NewContext();
        var row = await db.Positions.SingleAsync(p => p.Id == cook.Id, Token);
        Assert.Equal((true, 0, 0, (DateTimeOffset?)null), (row.RemovedAt is not null, row.Capacity, row.Minimum, row.BookableUntil));
        var page = await portal.RunAsync<ShiftQueries, ShiftDetails?>(q => q.DetailsAsync(shift.Id, ground.Organiser.Id, Token));
        Assert.Equal(["Driver"], page!.Positions.Select(p => p.Position.Name.ToString()));
        var mine = await portal.RunAsync<BookingQueries, MyShifts>(q => q.MyShiftsAsync(anna.Id, Token));
        Assert.Equal("Cook", Assert.Single(mine.Past).Position.ToString());

        var driver = (await db.Positions.SingleAsync(p => p.ShiftId == shift.Id && p.RemovedAt == null, Token)).Id;
        var later = await ground.EditAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(1), Positions = [new NewPosition(LocalText.Of("Driver"), 0, 3)] }) with { Positions = [driver] };
        var again = await ground.ChangeAsync(shift, later);
        Assert.Empty(again.Preview!.Retired);
        Assert.Equal(ChangeResult.Changed, (await ground.ChangeAsync(shift, later with { Preview = again.Preview.Seal })).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_gets_onto_a_removed_position_from_a_page_that_was_open(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync(startsIn: TimeSpan.FromMinutes(20)));
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        var cook = shift.Positions[0].Id;
        await portal.Data.CreateBookingAsync(anna, shift, BookingState.Expired);
        await RemoveCookAsync(ground, shift);

        Assert.Equal(WaitResult.NotFound, (await portal.RunAsync<WaitingList, WaitOutcome>(w => w.JoinAsync(ben.Id, shift.Id, cook, Token))).Result);
        Assert.Equal(BookResult.JustGone, (await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(ben.Id, shift.Id, cook, Ids.New(portal.Clock), Token))).Result);
        Assert.Equal(WalkInOutcome.NoPosition, await portal.RunAsync<WalkIns, WalkInOutcome>(s => s.AddAsync(ground.Organiser.Id, shift.Id, new NewWalkIn(cook, "Sam", Ids.New(portal.Clock)), anyway: true, Token)));
        await ground.HoldsAsync(shift, 0);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shift_that_takes_place_after_all_does_not_open_a_removed_position(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Anna"), shift, BookingState.CancelledByVolunteer);
        await RemoveCookAsync(ground, shift);

        await ground.CancelAsync(shift);
        await portal.RunAsync<ShiftReinstatement, ReinstateOutcome>(s => s.ReinstateAsync(ground.Organiser.Id, shift.Id, Token));

        var positions = (await portal.Data.ReadShiftAsync(shift.Id)).Positions;
        Assert.Equal([("Cook", false), ("Driver", true)], positions.Select(p => (p.Name.ToString(), p.BookableUntil is not null)).Order());
    }

    [Theory]
    [InlineData(BookingState.Confirmed)]
    [InlineData(BookingState.Waitlisted)]
    [InlineData(BookingState.NoShow)]
    public async Task A_position_on_which_somebody_is_or_waits_or_was_to_be_stays(BookingState state)
    {
        await using var ground = await ChangeGround.StartAsync(DatabaseProvider.Sqlite);
        var shift = await ground.ShiftAsync();
        await ground.Portal.Data.CreateBookingAsync(await ground.Portal.Data.CreateSupporterAsync(), shift, state);

        var outcome = await ground.ChangeAsync(shift, await WithoutCookAsync(ground, shift));

        Assert.Equal([PlanFaultKind.PositionTaken], outcome.Faults.Select(f => f.Kind));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_position_on_which_somebody_without_a_booking_is_stays_until_that_is_taken_back(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        await using var db = portal.NewContext();
        var sam = WalkIn.Add(portal.Clock, shift.Id, shift.Positions[0].Id, "Sam", ground.Organiser.Id);
        db.WalkIns.Add(sam);
        await db.SaveChangesAsync(Token);
        Assert.Equal([PlanFaultKind.PositionTaken], (await ground.ChangeAsync(shift, await WithoutCookAsync(ground, shift))).Faults.Select(f => f.Kind));

        sam.Remove(portal.Clock.GetUtcNow());
        await db.SaveChangesAsync(Token);
        Assert.Single((await ground.ChangeAsync(shift, await WithoutCookAsync(ground, shift))).Preview!.Retired);
    }

    private static async Task<ShiftEdit> WithoutCookAsync(ChangeGround ground, Shift shift) =>
        await ground.EditAsync(shift, plan => plan with { Positions = [new NewPosition(LocalText.Of("Driver"), 0, 2)] }) with { Positions = [null] };

    private static async Task RemoveCookAsync(ChangeGround ground, Shift shift)
    {
        var edit = await WithoutCookAsync(ground, shift);
        var seen = await ground.ChangeAsync(shift, edit);
        Assert.Equal(ChangeResult.Changed, (await ground.ChangeAsync(shift, edit with { Preview = seen.Preview!.Seal })).Result);
    }
}
