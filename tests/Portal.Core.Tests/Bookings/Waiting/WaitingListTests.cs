using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Waiting;

public sealed class WaitingListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_freed_place_is_held_for_the_first_who_waits_and_nobody_else(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, holder) = await FullAsync(portal);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var first = await WaitAsync(portal, anna, shift);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await WaitAsync(portal, ben, shift);

        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(holder.SupporterId, holder.Id, Token));

        Assert.Equal((BookingState.Offered, BookingState.Waitlisted), (await StateAsync(portal, first), await StateAsync(portal, second)));
        Assert.Equal((1, 0), await CountsAsync(portal, shift));
        Assert.Equal(ObstacleKind.Full, Assert.Single((await BookAsync(portal, await portal.Data.CreateSupporterAsync(), shift)).Obstacles).Kind);
        await using var db = portal.NewContext();
        Assert.Equal($"place-offered:{first}:1", (await db.Messages.SingleAsync(m => m.SupporterId == anna.Id, Token)).Key);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_offer_accepted_is_a_booking_and_one_declined_goes_to_the_next(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, holder) = await FullAsync(portal);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var first = await WaitAsync(portal, anna, shift);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await WaitAsync(portal, ben, shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(holder.SupporterId, holder.Id, Token));

        var declined = await portal.RunAsync<Offers, OfferOutcome>(s => s.DeclineAsync(anna.Id, first, Token));
        var accepted = await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(ben.Id, second, Token));
        var twice = await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(ben.Id, second, Token));

        Assert.Equal((OfferResult.Declined, OfferResult.Confirmed, OfferResult.Confirmed), (declined.Result, accepted.Result, twice.Result));
        Assert.Equal(OfferResult.NotFound, (await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(anna.Id, second, Token))).Result);
        Assert.Equal((1, 0), await CountsAsync(portal, shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_offer_nobody_answers_goes_on_and_comes_back_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, holder) = await FullAsync(portal);
        var anna = await portal.Data.CreateSupporterAsync();
        var line = await WaitAsync(portal, anna, shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(holder.SupporterId, holder.Id, Token));

        portal.Clock.Advance(TimeSpan.FromHours(30));
        await LapseAsync(portal);
        Assert.Equal(BookingState.Waitlisted, await StateAsync(portal, line));
        Assert.Equal((0, 0), await CountsAsync(portal, shift));

        var other = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(other.SupporterId, other.Id, Token));
        Assert.Equal(BookingState.Offered, await StateAsync(portal, line));
        portal.Clock.Advance(TimeSpan.FromHours(30));
        await LapseAsync(portal);

        Assert.Equal(BookingState.Expired, await StateAsync(portal, line));
        Assert.Equal((0, 0), await CountsAsync(portal, shift));
        await LapseAsync(portal);
        Assert.Equal((0, 0), await CountsAsync(portal, shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Shortly_before_the_start_all_who_wait_are_told_and_the_first_has_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, holder) = await FullAsync(portal, TimeSpan.FromHours(13));
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var (first, second) = (await WaitAsync(portal, anna, shift), await WaitAsync(portal, ben, shift));
        portal.Clock.Advance(TimeSpan.FromHours(10.5));

        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(holder.SupporterId, holder.Id, Token));
        var late = await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(ben.Id, second, Token));
        var later = await portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(anna.Id, first, Token));

        Assert.Equal((OfferResult.Confirmed, OfferResult.Gone), (late.Result, later.Result));
        Assert.Equal(BookingState.CancelledByVolunteer, await StateAsync(portal, holder.Id));
        Assert.Equal((1, 0), await CountsAsync(portal, shift));
        await using var db = portal.NewContext();
        Assert.Equal(2, await db.Messages.CountAsync(m => m.Template == BookingMail.PlaceOpenTemplate, Token));
        Assert.Equal(1, await db.Messages.CountAsync(m => m.Template == BookingMail.RelievedTemplate && m.SupporterId == holder.SupporterId, Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Waiting_overlaps_what_it_likes_until_a_place_is_taken(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, _) = await FullAsync(portal);
        var anna = await portal.Data.CreateSupporterAsync();
        var line = await WaitAsync(portal, anna, shift);
        var other = await portal.Data.CreateShiftAsync();

        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna, other)).Result);

        Assert.Equal(BookingState.CancelledByVolunteer, await StateAsync(portal, line));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_cannot_take_the_place_is_passed_over_and_waits_on(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, holder) = await FullAsync(portal);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var first = await WaitAsync(portal, anna, shift);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await WaitAsync(portal, ben, shift);
        await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync());

        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(holder.SupporterId, holder.Id, Token));

        Assert.Equal((BookingState.Waitlisted, BookingState.Offered), (await StateAsync(portal, first), await StateAsync(portal, second)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Thirty_who_cancel_at_once_give_thirty_places_to_the_first_thirty_of_a_hundred(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 30)]);
        var holders = await portal.Data.FillAsync(shift, 30);
        var waiting = new List<Guid>();
        for (var n = 0; n < 100; n++)
        {
            waiting.Add((await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, BookingState.Waitlisted)).Id);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(holders.Select(h => portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(h.SupporterId, h.Id, Token))));
        await portal.RunAsync<Lapses, (int, int)>(s => s.RunAsync(Token));

        await using var db = portal.NewContext();
        var offered = await db.Bookings.Where(b => b.State == BookingState.Offered).Select(b => b.Id).ToListAsync(Token);
        Assert.Equal(waiting.Take(30).Order(), offered.Order());
        Assert.Equal((30, 0), await CountsAsync(portal, shift));
        Assert.Equal(30, await db.Messages.CountAsync(m => m.Template == BookingMail.OfferedTemplate, Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_place_left_reserved_by_a_process_that_died_is_offered_by_the_job(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, holder) = await FullAsync(portal);
        var anna = await portal.Data.CreateSupporterAsync();
        var line = await WaitAsync(portal, anna, shift);
        await using (var db = portal.NewContext())
        {
            // What a withdrawal commits before it promotes.
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            (await db.Bookings.SingleAsync(b => b.Id == holder.Id, Token)).TryChange(BookingState.CancelledByVolunteer, holder.SupporterId, portal.Clock);
            await new PlaceGuard().ReserveAsync(db, shift.Positions[0].Id, Token);
            await db.SaveChangesAsync(Token);
            await transaction.CommitAsync(Token);
        }

        await LapseAsync(portal);

        Assert.Equal(BookingState.Offered, await StateAsync(portal, line));
        Assert.Equal((1, 0), await CountsAsync(portal, shift));
    }

    private static async Task<(Shift Shift, Booking Holder)> FullAsync(TestPortal portal, TimeSpan? startsIn = null)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: startsIn, positions: [("Cook", 1, 1)]);
        return (shift, await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift));
    }

    private static async Task<Guid> WaitAsync(TestPortal portal, Supporter person, Shift shift)
    {
        var outcome = await portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(person.Id, shift.Id, shift.Positions[0].Id, Token));
        Assert.Equal(WaitResult.Waiting, outcome.Result);
        await using var db = portal.NewContext();
        return await db.Bookings.Where(b => b.SupporterId == person.Id && b.ShiftId == shift.Id && b.State == BookingState.Waitlisted).Select(b => b.Id).SingleAsync(Token);
    }

    private static Task<BookOutcome> BookAsync(TestPortal portal, Supporter person, Shift shift) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

    private static Task<(int, int)> LapseAsync(TestPortal portal) => portal.RunAsync<Lapses, (int, int)>(s => s.RunAsync(Token));

    private static async Task<BookingState> StateAsync(TestPortal portal, Guid booking) => (await portal.Data.ReadBookingAsync(booking)).State;

    private static async Task<(int Held, int Reserved)> CountsAsync(TestPortal portal, Shift shift)
    {
        var position = (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0];
        return (position.Held, position.Reserved);
    }
}
