using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Tests.Shifts.Changes;

public sealed class ShiftChangeRaceTests
{
    private const int Rounds = 6;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Twenty_who_book_while_the_shift_moves_have_it_as_it_is_or_are_asked(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var people = await PeopleAsync(portal, 20);
        for (var round = 0; round < Rounds; round++)
        {
            var shift = await ground.ShiftAsync(places: 30, startsIn: TimeSpan.FromDays(7 + (2 * round)));
            var early = new List<Booking>();
            foreach (var person in people.Take(6))
            {
                early.Add(await portal.Data.CreateBookingAsync(person, shift));
            }

            var edit = await ground.EditAsync(shift, plan => plan with { StartsAt = plan.StartsAt.AddHours(3), EndsAt = plan.EndsAt.AddHours(3) });
            var (bookedBefore, bookedAfter) = (new ConcurrentBag<Guid>(), new ConcurrentBag<Guid>());
            ChangeOutcome? done = null;
            async Task<bool> IsMovedAsync() => (await portal.Data.ReadShiftAsync(shift.Id)).StartsAt != shift.StartsAt;
            await AtOnceAsync(Enumerable.Range(0, 21), async turn =>
            {
                if (turn == 20)
                {
                    var seen = await ground.ChangeAsync(shift, edit);
                    for (var outcome = seen; outcome.Result != ChangeResult.Changed;)
                    {
                        outcome = done = await ground.ChangeAsync(shift, edit with { Preview = outcome.Preview!.Seal });
                    }
                }
                else if (turn < 3)
                {
                    await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(people[turn].Id, early[turn].Id, Token));
                }
                else if (turn >= early.Count)
                {
                    var wasMoved = await IsMovedAsync();
                    await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(people[turn].Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));
                    (wasMoved ? bookedAfter : await IsMovedAsync() ? [] : bookedBefore).Add(people[turn].Id);
                }
            });

            await using var db = portal.NewContext();
            var bookings = await db.Bookings.AsNoTracking().Include(b => b.History).Where(b => b.ShiftId == shift.Id).ToListAsync(Token);
            var told = await db.Messages.Where(m => m.Template == BookingMail.ShiftChangedTemplate).Select(m => m.Key).ToListAsync(Token);
            foreach (var asked in bookings.Where(b => b.IsAskedAgain))
            {
                Assert.Contains(told, key => key.StartsWith($"shift-changed:{asked.Id}:", StringComparison.Ordinal));
            }

            var moved = await portal.Data.ReadShiftAsync(shift.Id);
            var racers = bookings.Where(b => !early.Exists(e => e.Id == b.Id)).ToList();
            Assert.Equal(people.Skip(6).Select(p => p.Id).Order(), racers.Select(b => b.SupporterId).Order());
            Assert.All(racers, b =>
            {
                Assert.True(b.IsAskedAgain || b.State == BookingState.Confirmed, $"{b.State}");
                Assert.True(b.IsAskedAgain || !bookedBefore.Contains(b.SupporterId), "booked the shift as it was, and was not asked");
                Assert.False(b.IsAskedAgain && bookedAfter.Contains(b.SupporterId), "booked the shift as it is, and was asked");
                Assert.Equal(b.IsAskedAgain, done!.Preview!.People.Any(p => p.BookingId == b.Id && p.Fate == ChangeFate.Asked));
            });
            Assert.Equal(2, moved.Version);
            Assert.Equal(3, bookings.Count(b => early.Skip(3).Any(e => e.Id == b.Id) && b.IsAskedAgain));
            await ground.HoldsAsync(shift, bookings.Count(b => b.State.HoldsPlace()));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Places_that_go_while_twenty_book_never_part_the_number_from_the_rows(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        var people = await PeopleAsync(portal, 20);
        for (var round = 0; round < Rounds; round++)
        {
            var shift = await ground.ShiftAsync(places: 20, startsIn: TimeSpan.FromDays(7 + (2 * round)));
            var edit = await ground.EditAsync(shift, plan => plan with { Positions = [plan.Positions[0] with { Capacity = 5 }] });
            var kept = 0;
            await AtOnceAsync(Enumerable.Range(0, 21), async turn =>
            {
                if (turn < 20)
                {
                    await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(people[turn].Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));
                    return;
                }

                var choices = new Dictionary<Guid, SurplusChoice>();
                var outcome = await ground.ChangeAsync(shift, edit);
                while (outcome.Result != ChangeResult.Changed)
                {
                    foreach (var surplus in outcome.Preview!.Undecided)
                    {
                        surplus.People.Take(surplus.Over).ToList().ForEach(p => choices[p.BookingId] = choices.Count % 2 == 0 ? SurplusChoice.ToLine : SurplusChoice.Cancel);
                    }

                    outcome = await ground.ChangeAsync(shift, edit with { Choices = choices, Preview = outcome.Preview.Undecided.Count == 0 ? outcome.Preview.Seal : null });
                }

                kept = choices.Count;
            });

            await using var db = portal.NewContext();
            var held = await db.Bookings.CountAsync(b => b.ShiftId == shift.Id && BookingStates.Holding.Contains(b.State), Token);
            Assert.InRange(held, 0, 5);
            await ground.HoldsAsync(shift, held);
            var ours = await db.Bookings.Where(b => b.ShiftId == shift.Id).Select(b => b.Id).ToListAsync(Token);
            var told = await db.Messages.Where(m => m.Template == BookingMail.PlaceWithdrawnTemplate).Select(m => m.Key).ToListAsync(Token);
            Assert.Equal(kept, told.Count(key => ours.Exists(id => key.Contains(id.ToString(), StringComparison.Ordinal))));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_yes_at_the_last_second_and_the_lapse_come_to_one_end(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var portal = ground.Portal;
        for (var round = 0; round < Rounds; round++)
        {
            var shift = await ground.ShiftAsync(places: 1);
            var anna = await portal.Data.CreateSupporterAsync();
            var booking = await portal.Data.CreateBookingAsync(anna, shift);
            await ground.ApplyAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(1) });
            portal.Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));

            var answer = OfferResult.NotFound;
            await AtOnceAsync(Enumerable.Range(0, 2), async turn =>
            {
                if (turn == 0)
                {
                    answer = await ground.AnswerAsync(anna, booking);
                    return;
                }

                portal.Clock.Advance(TimeSpan.FromSeconds(1));
                await portal.RunAsync<Lapses, (int, int)>(l => l.RunAsync(Token));
            });

            var state = (await portal.Data.ReadBookingAsync(booking.Id)).State;
            Assert.Equal(answer == OfferResult.Confirmed ? BookingState.Confirmed : BookingState.Expired, state);
            await ground.HoldsAsync(shift, state == BookingState.Confirmed ? 1 : 0);
        }
    }

    private static async Task<List<Supporter>> PeopleAsync(TestPortal portal, int count)
    {
        var people = new List<Supporter>();
        var elsewhere = await portal.Data.CreateOrganisationAsync();
        while (people.Count < count)
        {
            people.Add(await portal.Data.CreateRegularAsync(elsewhere));
        }

        return people;
    }

    /// <summary>Starts everybody from one barrier, each on a connection of its own.</summary>
    private static async Task AtOnceAsync(IEnumerable<int> racers, Func<int, Task> race)
    {
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = racers.Select(async racer =>
        {
            await barrier.Task;
            await race(racer);
        }).ToList();
        barrier.SetResult();
        await Task.WhenAll(running);
    }
}
