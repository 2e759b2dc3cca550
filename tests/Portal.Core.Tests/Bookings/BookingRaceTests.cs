using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

public sealed class BookingRaceTests
{
    private const int People = 200;
    private const int Places = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_200_people_at_once_exactly_20_get_the_20_places(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var people = await PeopleAsync(portal, People);
        for (var round = 0; round < 3; round++)
        {
            var (shift, outcomes) = await RoundAsync(portal, people, round);

            Assert.Equal(Places, outcomes.Count(o => o.Result == BookResult.Confirmed));
            Assert.Equal(People - Places, outcomes.Count(o => o.Result == BookResult.JustGone));
            Assert.Equal((Places, Places), await CountAsync(portal, shift));
        }
    }

    /// <summary>The control: with only the guard replaced, the same race oversells.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_the_guard_the_same_race_oversells(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, more: services => services.AddSingleton<PlaceGuard, NaiveGuard>());
        var people = await PeopleAsync(portal, People);
        var oversold = false;
        for (var round = 0; round < 20 && !oversold; round++)
        {
            var (_, outcomes) = await RoundAsync(portal, people, round);
            await ((NaiveGuard)portal.Services.GetRequiredService<PlaceGuard>()).WrittenAsync();
            oversold = outcomes.Count(o => o.Result == BookResult.Confirmed) > Places;
        }

        Assert.True(oversold);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_form_posted_50_times_at_once_gives_one_booking_and_50_equal_answers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();
        var key = Ids.New(portal.Clock);

        var outcomes = await AtOnceAsync(Enumerable.Range(0, 50), _ => BookAsync(portal, anna.Id, shift.Positions[0], key));

        Assert.All(outcomes, o => Assert.Equal((BookResult.Confirmed, outcomes[0].BookingId, 0), (o.Result, o.BookingId, o.Obstacles.Count)));
        Assert.Equal((1, 1), await CountAsync(portal, shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_overlapping_shifts_booked_at_once_one_is_held(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 10; round++)
        {
            var anna = await portal.Data.CreateRegularAsync(await portal.Data.CreateOrganisationAsync());
            Shift[] shifts = [await portal.Data.CreateShiftAsync(), await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(7).Add(TimeSpan.FromHours(1)))];

            var outcomes = await AtOnceAsync(shifts, s => BookAsync(portal, anna.Id, s.Positions[0], Ids.New(portal.Clock)));

            Assert.Single(outcomes, o => o.Result == BookResult.Confirmed);
            Assert.Equal(ObstacleKind.Overlaps, Assert.Single(Assert.Single(outcomes, o => o.Result == BookResult.Refused).Obstacles).Kind);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Bookings_and_cancellations_against_the_end_of_their_shift_leave_nobody_behind(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var people = await PeopleAsync(portal, 20);
        for (var round = 0; round < 10; round++)
        {
            var shift = await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(7 + round), positions: [("Driver", 1, 15), ("Cook", 1, 15)]);
            var early = new List<Booking>();
            foreach (var person in people.Take(6))
            {
                early.Add(await portal.Data.CreateBookingAsync(person, shift, position: shift.Positions[1]));
            }

            await AtOnceAsync(Enumerable.Range(0, 21), async turn =>
            {
                if (turn == 20)
                {
                    await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, "Snow", Token));
                }
                else if (turn < early.Count)
                {
                    await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(people[turn].Id, early[turn].Id, Token));
                }
                else
                {
                    await BookAsync(portal, people[turn].Id, shift.Positions[turn % 2], Ids.New(portal.Clock));
                }

                return turn;
            });

            await AssertNobodyBehindAsync(portal, shift.Id);
        }
    }

    private static async Task AssertNobodyBehindAsync(TestPortal portal, Guid shiftId)
    {
        await using var db = portal.NewContext();
        var bookings = await db.Bookings.AsNoTracking().Where(b => b.ShiftId == shiftId).ToListAsync(Token);
        Assert.DoesNotContain(bookings, b => BookingStates.Live.Contains(b.State));
        Assert.All(await db.Positions.AsNoTracking().Where(p => p.ShiftId == shiftId).ToListAsync(Token), p => Assert.Equal((0, null), (p.Held, p.BookableUntil)));
        foreach (var booking in bookings.Where(b => b.State == BookingState.CancelledByOrganiser))
        {
            Assert.True(await db.Messages.AnyAsync(m => m.Key == $"shift-cancelled:{booking.Id}:{booking.Version}", Token));
        }
    }

    private static async Task<(Shift Shift, BookOutcome[] Outcomes)> RoundAsync(TestPortal portal, IReadOnlyList<Supporter> people, int round)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(7 + round), positions: [("Driver", 1, Places)]);
        return (shift, await AtOnceAsync(people, p => BookAsync(portal, p.Id, shift.Positions[0], Ids.New(portal.Clock))));
    }

    private static async Task<(int Held, int Rows)> CountAsync(TestPortal portal, Shift shift)
    {
        await using var db = portal.NewContext();
        var rows = await db.Bookings.CountAsync(b => b.ShiftId == shift.Id && BookingStates.Holding.Contains(b.State), Token);
        return ((await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held, rows);
    }

    private static async Task<List<Supporter>> PeopleAsync(TestPortal portal, int count)
    {
        var people = new List<Supporter>();
        var organisation = await portal.Data.CreateOrganisationAsync();
        while (people.Count < count)
        {
            people.Add(await portal.Data.CreateRegularAsync(organisation));
        }

        return people;
    }

    /// <summary>Starts everybody from one barrier, each on a connection of its own.</summary>
    private static async Task<TResult[]> AtOnceAsync<T, TResult>(IEnumerable<T> racers, Func<T, Task<TResult>> race)
    {
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = racers.Select(async racer =>
        {
            await barrier.Task;
            return await race(racer);
        }).ToList();
        barrier.SetResult();
        return await Task.WhenAll(running);
    }

    private static Task<BookOutcome> BookAsync(TestPortal portal, Guid supporterId, Position position, Guid key) =>
        portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(supporterId, position.ShiftId, position.Id, key, Token));

    /// <summary>Looks first and counts afterwards, as one would without thinking of others.</summary>
    private sealed class NaiveGuard(IDbContextFactory<PortalDbContext> contexts) : PlaceGuard
    {
        private readonly ConcurrentQueue<Task> _writes = [];

        public Task WrittenAsync() => Task.WhenAll(_writes);

        public override async Task<bool> TryTakeAsync(PortalDbContext db, Guid positionId, DateTimeOffset now, CancellationToken cancellationToken)
        {
            if (!await db.Positions.AnyAsync(p => p.Id == positionId && p.Held + p.Reserved < p.Capacity && p.BookableUntil > now, cancellationToken))
            {
                return false;
            }

            _writes.Enqueue(CountAsync(positionId));
            return true;
        }

        private async Task CountAsync(Guid positionId)
        {
            await Task.Yield();
            await using var db = await contexts.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Positions.Where(p => p.Id == positionId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held + 1));
            await transaction.CommitAsync();
        }
    }
}
