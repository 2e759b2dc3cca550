using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Bookings;

public sealed class BookingServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_free_place_is_confirmed_counted_recorded_and_written_about(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();

        var outcome = await BookAsync(portal, anna.Id, shift.Positions[0]);

        Assert.Equal((BookResult.Confirmed, shift.Id), (outcome.Result, outcome.ShiftId));
        var booking = await portal.Data.ReadBookingAsync(outcome.BookingId!.Value);
        Assert.Equal(BookingState.Confirmed, Assert.Single(booking.History).To);
        Assert.Equal(1, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
        await using var db = portal.NewContext();
        var message = await db.Messages.SingleAsync(Token);
        Assert.Equal(($"booking-confirmed:{booking.Id}:0", anna.Id), (message.Key, message.SupporterId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Where_an_organiser_answers_the_place_is_held_and_requested(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(mode: BookingMode.Approval);

        var outcome = await BookAsync(portal, anna.Id, shift.Positions[0]);

        Assert.Equal(BookResult.Requested, outcome.Result);
        Assert.Equal(1, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_refusal_says_every_reason_and_is_the_same_when_the_form_comes_again(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync(confirmed: false);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var shift = await portal.Data.CreateShiftAsync(kitchen, positions: [("Cook", 0, 1)]);
        await portal.Data.FillAsync(shift, 1);
        var elsewhere = await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(kitchen));
        var key = Ids.New(portal.Clock);

        var first = await BookAsync(portal, anna.Id, shift.Positions[0], key);
        await CancelAsync(portal, anna.Id, elsewhere.Id);
        var second = await BookAsync(portal, anna.Id, shift.Positions[0], key);

        Assert.Equal(BookResult.Refused, first.Result);
        Assert.Equal([ObstacleKind.AddressNotConfirmed, ObstacleKind.Overlaps, ObstacleKind.Full], first.Obstacles.Select(o => o.Kind));
        Assert.Equal(first.Obstacles, second.Obstacles);
        Assert.Equal(elsewhere.Id, second.Obstacles[1].With!.BookingId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_full_shift_offers_alternatives_the_nearest_day_first_and_then_the_most_alike(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var cooking = await portal.Data.CreateActivityAsync(kitchen);
        var full = await portal.Data.CreateShiftAsync(kitchen, activity: cooking, positions: [("Cook", 0, 1)]);
        await portal.Data.FillAsync(full, 1);
        var sameWork = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(9), activity: cooking);
        var sameTeam = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(8));
        var sameDay = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(7).Add(TimeSpan.FromHours(5)));
        var sameDayAndTeam = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(7).Add(TimeSpan.FromHours(9)));
        var nextDay = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(8));
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(9));
        await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(8), activity: cooking, visibility: Visibility.Members);

        var outcome = await BookAsync(portal, anna.Id, full.Positions[0]);
        var person = await portal.RunAsync<PersonQueries, Person?>(q => q.FindAsync(anna.Id, Token));
        var others = await portal.RunAsync<Alternatives, IReadOnlyList<ListedShift>>(a => a.ForAsync(full.Id, person, 5, Token));

        Assert.Equal((BookResult.JustGone, ObstacleKind.Full), (outcome.Result, Assert.Single(outcome.Obstacles).Kind));
        Assert.Equal([sameDayAndTeam.Id, sameDay.Id, sameTeam.Id, nextDay.Id, sameWork.Id], others.Select(o => o.Shift.Id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Unknown_positions_and_people_are_not_found(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();

        Assert.Equal(BookResult.NotFound, (await BookAsync(portal, anna.Id, shift.Id, shift.Id)).Result);
        Assert.Equal(BookResult.NotFound, (await BookAsync(portal, shift.Id, shift.Positions[0])).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Positions_of_another_or_a_hidden_shift_are_not_found_and_leave_the_form_unused(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var open = await portal.Data.CreateShiftAsync();
        var other = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(8));
        Shift[] hidden =
        [
            await portal.Data.CreateShiftAsync(published: false),
            await portal.Data.CreateShiftAsync(visibility: Visibility.Members),
            await portal.Data.CreateShiftAsync(visibility: Visibility.Invited),
        ];
        var key = Ids.New(portal.Clock);

        Assert.Equal(BookResult.NotFound, (await BookAsync(portal, anna.Id, open.Id, other.Positions[0].Id, key)).Result);
        foreach (var shift in hidden)
        {
            Assert.Equal(BookResult.NotFound, (await BookAsync(portal, anna.Id, open.Id, shift.Positions[0].Id, key)).Result);
            Assert.Equal(BookResult.NotFound, (await BookAsync(portal, anna.Id, shift.Positions[0], key)).Result);
        }

        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna.Id, open.Positions[0], key)).Result);
        Assert.Equal(BookResult.NotFound, (await BookAsync(portal, anna.Id, other.Positions[0], key)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_key_of_another_kind_of_form_finds_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var ruth = await portal.Data.CreateOrganiserAsync(kitchen);
        var shift = await portal.Data.CreateShiftAsync(kitchen);
        var (posted, booked) = (Ids.New(portal.Clock), Ids.New(portal.Clock));
        Task<UpdateOutcome> Post(Guid key) => portal.RunAsync<UpdateService, UpdateOutcome>(
            s => s.PostAsync(ruth.Id, kitchen.Id, Channel.Public, new UpdateText("Soup", "Hot", Severity.Normal, "en"), key, Token));

        Assert.Equal(UpdateResult.Done, (await Post(posted)).Result);
        Assert.Equal(BookResult.NotFound, (await BookAsync(portal, ruth.Id, shift.Positions[0], posted)).Result);
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, ruth.Id, shift.Positions[0], booked)).Result);
        Assert.Equal(UpdateResult.NotFound, (await Post(booked)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_place_given_back_in_time_is_free_again_and_nobody_is_bothered(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);

        var outcome = await CancelAsync(portal, anna.Id, booking.Id);
        var again = await CancelAsync(portal, anna.Id, booking.Id);

        Assert.Equal((CancelResult.Cancelled, CancelResult.AlreadyOver), (outcome.Result, again.Result));
        Assert.Equal(0, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
        Assert.Equal(2, (await portal.Data.ReadBookingAsync(booking.Id)).History.Count);
        await using var db = portal.NewContext();
        Assert.Empty(await db.Messages.ToListAsync(Token));
        Assert.Equal(BookResult.Confirmed, (await BookAsync(portal, anna.Id, shift.Positions[0])).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_the_deadline_the_lead_is_told_and_without_one_the_organisers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        var anna = await portal.Data.CreateSupporterAsync();
        var led = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(3), lead: ruth);
        var unled = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(8));
        var first = await portal.Data.CreateBookingAsync(anna, led);
        var second = await portal.Data.CreateBookingAsync(anna, unled);

        var told = await CancelAsync(portal, anna.Id, first.Id);
        await CancelAsync(portal, anna.Id, second.Id);

        Assert.Equal((CancelResult.CancelledLate, "Ruth"), (told.Result, told.Told));
        await using var db = portal.NewContext();
        var letters = await db.Messages.AsNoTracking().ToListAsync(Token);
        Assert.Equal(ruth.Id, Assert.Single(letters, m => m.Key.Contains($"{first.Id}", StringComparison.Ordinal)).SupporterId);
        Assert.Equal(organiser.Id, Assert.Single(letters, m => m.Key.Contains($"{second.Id}", StringComparison.Ordinal)).SupporterId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_ones_own_booking_can_be_given_back_and_only_before_the_start(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var other = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);

        Assert.Equal(CancelResult.NotFound, (await CancelAsync(portal, other.Id, booking.Id)).Result);
        portal.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(CancelResult.AlreadyStarted, (await CancelAsync(portal, anna.Id, booking.Id)).Result);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Leads_and_organisers_check_in_from_two_hours_before_to_a_week_after(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var lead = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromHours(3), lead: lead);
        var booking = (await portal.Data.FillAsync(shift, 1))[0];
        Task<CheckInOutcome> In(Guid actor) => portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(actor, shift.Id, booking.Id, Token));
        Task<CheckInOutcome> Undo(Guid actor) => portal.RunAsync<CheckInService, CheckInOutcome>(s => s.UndoAsync(actor, shift.Id, booking.Id, Token));

        Assert.Equal(CheckInOutcome.TooEarly, await In(lead.Id));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(CheckInOutcome.NotFound, await In(stranger.Id));
        Assert.Equal(CheckInOutcome.Done, await Undo(lead.Id));
        Assert.Equal(CheckInOutcome.Done, await In(lead.Id));
        Assert.Equal(CheckInOutcome.Done, await In(organiser.Id));
        Assert.Equal(BookingState.CheckedIn, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Equal(CheckInOutcome.Done, await Undo(organiser.Id));
        portal.Clock.Advance(TimeSpan.FromHours(6) + TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        Assert.Equal(CheckInOutcome.TooLate, await In(lead.Id));
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
    }

    private static Task<BookOutcome> BookAsync(TestPortal portal, Guid supporterId, Position position, Guid? key = null) =>
        BookAsync(portal, supporterId, position.ShiftId, position.Id, key);

    private static Task<BookOutcome> BookAsync(TestPortal portal, Guid supporterId, Guid shiftId, Guid positionId, Guid? key = null) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(supporterId, shiftId, positionId, key ?? Ids.New(portal.Clock), Token));

    private static Task<CancelOutcome> CancelAsync(TestPortal portal, Guid supporterId, Guid bookingId) =>
        portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(supporterId, bookingId, Token));
}
