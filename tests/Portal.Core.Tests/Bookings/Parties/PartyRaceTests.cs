using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Parties;

public sealed class PartyRaceTests
{
    private const int People = 20;
    private const int Places = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_20_people_who_claim_4_places_at_once_exactly_4_have_one(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var people = await ground.Portal.Data.CreateRegularsAsync(ground.Kitchen, People);
        for (var round = 0; round < 5; round++)
        {
            var (shift, outcomes) = await RoundAsync(ground, people, round);

            Assert.Equal((Places, People - Places), (outcomes.Count(o => o.Result == ClaimResult.Confirmed), outcomes.Count(o => o.Result == ClaimResult.Gone)));
            Assert.Equal((Places, 0), await ground.CountAsync(shift));
        }
    }

    /// <summary>The control: with only the guard replaced, the same race oversells.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_the_guard_the_same_race_oversells(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider, services => services.AddSingleton<PartyGuard, NaiveGuard>());
        var people = await ground.Portal.Data.CreateRegularsAsync(ground.Kitchen, People);

        var (shift, outcomes) = await RoundAsync(ground, people, 0);

        Assert.True(outcomes.Count(o => o.Result == ClaimResult.Confirmed) > Places);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => ground.CountAsync(shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Groups_and_single_people_who_take_the_same_places_never_oversell(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var people = await ground.Portal.Data.CreateRegularsAsync(ground.Kitchen, People);
        for (var round = 0; round < 5; round++)
        {
            var shift = await ground.ShiftAsync(10, TimeSpan.FromDays(7 + (2 * round)), [("Driver", 1, 10), ("Cook", 1, 10)]);
            var leaders = await ground.Portal.Data.CreateRegularsAsync(ground.Kitchen, 4);
            // Each asks for the positions in another order.
            var holding = leaders.Select((leader, turn) => (Func<Task<int>>)(async () =>
            {
                PartyWish[] wishes = [new(shift.Positions[turn % 2].Id, 4), new(shift.Positions[1 - (turn % 2)].Id, 4)];
                return (await ground.Portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(leader.Id, new("Ghent", wishes, Guid.CreateVersion7()), Token))).PartyId is null ? 0 : 8;
            }));
            var booking = people.Select((person, turn) => (Func<Task<int>>)(async () => (await ground.BookAsync(person, shift.Positions[turn % 2])).BookingId is null ? 0 : 1));

            var taken = await AtOnceAsync(holding.Concat(booking));

            var read = await ground.Portal.Data.ReadShiftAsync(shift.Id);
            await ground.CountAsync(shift);
            Assert.All(read.Positions, p => Assert.InRange(p.Held, 1, 10));
            Assert.Equal(taken.Sum(), read.Positions.Sum(p => p.Held));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Claims_against_freeing_and_dissolving_leave_no_place_counted_twice_or_lost(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var people = await ground.Portal.Data.CreateRegularsAsync(ground.Kitchen, 8);
        var organiser = await ground.Portal.Data.CreateOrganiserAsync(ground.Kitchen);
        for (var round = 0; round < 8; round++)
        {
            var shift = await ground.ShiftAsync(8, TimeSpan.FromDays(7 + (2 * round)));
            var (party, token) = await ground.PartyAsync((shift.Positions[0], 6));
            List<Func<Task<int>>> work = [.. people.Select(person => (Func<Task<int>>)(async () => (await ground.ClaimAsync(token, person, shift.Positions[0])).Result == ClaimResult.Confirmed ? 1 : 0))];
            work.Insert(4, async () =>
            {
                _ = (round % 3) switch
                {
                    0 => await ground.Portal.RunAsync<PartyLeading, int?>(s => s.FreeForAllAsync(organiser.Id, shift.Id, party, Token)),
                    1 => await ground.Portal.RunAsync<PartyLeading, int?>(s => s.GiveBackAsync(ground.Leader.Id, party, shift.Positions[0].Id, 3, Token)),
                    _ => await ground.Portal.RunAsync<PartyLeading, int?>(s => s.DissolveAsync(ground.Leader.Id, party, Token)),
                };
                return 0;
            });

            var claimed = (await AtOnceAsync(work)).Sum();

            var (held, unclaimed) = await ground.CountAsync(shift);
            Assert.Equal(claimed, held - unclaimed);
            await ground.Portal.RunAsync<PartyLeading, int?>(s => s.DissolveAsync(ground.Leader.Id, party, Token));
            Assert.Equal((claimed, 0), await ground.CountAsync(shift));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_claim_in_the_last_second_and_the_freeing_come_to_one_end(DatabaseProvider provider)
    {
        await using var ground = await PartyGround.MakeAsync(provider);
        var people = await ground.Portal.Data.CreateRegularsAsync(ground.Kitchen, 6);
        for (var round = 0; round < 6; round++)
        {
            var shift = await ground.ShiftAsync(6, TimeSpan.FromDays(3));
            var (_, token) = await ground.PartyAsync((shift.Positions[0], 6));
            ground.Portal.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
            List<Func<Task<int>>> work = [.. people.Select(person => (Func<Task<int>>)(async () => (await ground.ClaimAsync(token, person, shift.Positions[0])).Result == ClaimResult.Confirmed ? 1 : 0))];
            work.Insert(round, async () =>
            {
                ground.Portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await ground.LapseAsync();
                return 0;
            });

            var claimed = (await AtOnceAsync(work)).Sum();
            await ground.LapseAsync();

            Assert.Equal((claimed, 0), await ground.CountAsync(shift));
            ground.Portal.Clock.Advance(TimeSpan.FromDays(4));
        }
    }

    private static async Task<(Shift Shift, ClaimOutcome[] Outcomes)> RoundAsync(PartyGround ground, IReadOnlyList<Supporter> people, int round)
    {
        var shift = await ground.ShiftAsync(Places, TimeSpan.FromDays(7 + (2 * round)));
        var (party, token) = await ground.PartyAsync((shift.Positions[0], Places));
        var outcomes = await AtOnceAsync(people.Select(person => (Func<Task<ClaimOutcome>>)(() => ground.ClaimAsync(token, person, shift.Positions[0]))));
        // Three groups at a time are enough for anybody.
        await ground.Portal.RunAsync<PartyLeading, int?>(s => s.DissolveAsync(ground.Leader.Id, party, Token));
        return (shift, outcomes);
    }

    /// <summary>Starts everybody from one barrier, each on a connection of its own.</summary>
    private static async Task<T[]> AtOnceAsync<T>(IEnumerable<Func<Task<T>>> work)
    {
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = work.Select(async one =>
        {
            await barrier.Task;
            return await one();
        }).ToList();
        barrier.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>Remembers what there was when the group was made, and looks at nothing since, as one would without thinking of others.</summary>
    private sealed class NaiveGuard : PartyGuard
    {
        private Guid? _seen;

        public override async Task<bool> TryClaimAsync(PortalDbContext db, Guid partyId, Guid positionId, Guid bookingId, DateTimeOffset now, CancellationToken cancellationToken)
        {
            _seen ??= await db.PartyPlaces.Where(p => p.PartyId == partyId).Select(p => (Guid?)p.Id).FirstAsync(cancellationToken);
            return await db.PartyPlaces.Where(p => p.Id == _seen).ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingId, bookingId), cancellationToken) == 1;
        }
    }
}
