using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Waiting;

public sealed class CoverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_deadline_the_place_stays_until_somebody_takes_over(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(6), positions: [("Cook", 1, 1)]);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);

        var cancelled = await CancelAsync(portal, anna, booking.Id);
        Assert.Equal((CancelResult.CancelledLate, BookingState.SeekingCover, (1, 1)), (cancelled.Result, await StateAsync(portal, booking.Id), await CountsAsync(portal, shift)));

        var covered = await BookAsync(portal, ben, shift);
        Assert.Equal((BookResult.Confirmed, BookingState.CancelledByVolunteer, (1, 0)), (covered.Result, await StateAsync(portal, booking.Id), await CountsAsync(portal, shift)));
        Assert.Equal(KeepResult.Gone, await KeepAsync(portal, anna, booking.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_can_come_after_all_keeps_the_place(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(6), positions: [("Cook", 1, 1)]);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await CancelAsync(portal, anna, booking.Id);

        Assert.Equal(KeepResult.NotFound, await KeepAsync(portal, ben, booking.Id));
        Assert.Equal((KeepResult.Kept, KeepResult.Kept), (await KeepAsync(portal, anna, booking.Id), await KeepAsync(portal, anna, booking.Id)));

        Assert.Equal((BookingState.Confirmed, (1, 0)), (await StateAsync(portal, booking.Id), await CountsAsync(portal, shift)));
        Assert.Equal(ObstacleKind.Full, Assert.Single((await BookAsync(portal, ben, shift)).Obstacles).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_place_can_be_offered_in_good_time_and_given_back_later(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);

        var offered = await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.OfferAsync(anna.Id, booking.Id, Token));
        Assert.Equal((CancelResult.Offered, (1, 1)), (offered.Result, await CountsAsync(portal, shift)));

        Assert.Equal((CancelResult.Cancelled, (0, 0)), ((await CancelAsync(portal, anna, booking.Id)).Result, await CountsAsync(portal, shift)));
    }

    /// <summary>Two who take over one place at once, while its holder changes her mind: one of the three has it.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_of_three_at_once_has_the_place(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 15; round++)
        {
            var (anna, ben, cem) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
            var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(6), positions: [("Cook", 1, 1)]);
            var booking = await portal.Data.CreateBookingAsync(anna, shift);
            await CancelAsync(portal, anna, booking.Id);

            var kept = Task.Run(() => KeepAsync(portal, anna, booking.Id), Token);
            var taken = new[] { ben, cem }.Select(person => Task.Run(() => BookAsync(portal, person, shift), Token)).ToList();
            var winners = (await Task.WhenAll(taken)).Count(o => o.Result == BookResult.Confirmed) + (await kept == KeepResult.Kept ? 1 : 0);

            Assert.Equal((1, (1, 0)), (winners, await CountsAsync(portal, shift)));
        }
    }

    private static Task<CancelOutcome> CancelAsync(TestPortal portal, Supporter person, Guid booking) =>
        portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(person.Id, booking, Token));

    private static Task<KeepResult> KeepAsync(TestPortal portal, Supporter person, Guid booking) =>
        portal.RunAsync<Withdrawals, KeepResult>(s => s.KeepAsync(person.Id, booking, Token));

    private static Task<BookOutcome> BookAsync(TestPortal portal, Supporter person, Shift shift) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

    private static async Task<BookingState> StateAsync(TestPortal portal, Guid booking) => (await portal.Data.ReadBookingAsync(booking)).State;

    private static async Task<(int Held, int Seeking)> CountsAsync(TestPortal portal, Shift shift)
    {
        var position = (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0];
        return (position.Held, position.Seeking);
    }
}
