using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>
/// 32 people at once who book, wait, answer and give back on three shifts, two of them at the same time, while an organiser changes how
/// many places there are: after every round the numbers are those of the rows. <c>./dev chaos</c> lets them go on for longer.
/// </summary>
public sealed class CrowdTests
{
    private const int People = 32;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("PORTAL_CHAOS"), out var many) ? Math.Max(12, many / 10) : 12;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_a_crowd_does_at_once_places_are_counted_right_and_nobody_is_in_two_at_a_time(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Null(await RunAsync(portal));
    }

    /// <summary>PostgreSQL only: SQLite lets one transaction write at a time, so that there nothing can be read in between.</summary>
    [Fact]
    public async Task Counted_by_reading_first_and_writing_afterwards_the_numbers_go_wrong()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Postgres, more: services => services.AddSingleton<PlaceGuard, ReadingGuard>());

        Assert.NotNull(await RunAsync(portal));
    }

    /// <summary>What is wrong after the first round in which something is; null where nothing ever is.</summary>
    private static async Task<string?> RunAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var people = await portal.Data.CreateRegularsAsync(organisation, People);
        List<Shift> shifts = [];
        foreach (var (hours, places) in new[] { (96, 6), (97, 6), (144, 9) })
        {
            shifts.Add(await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(hours), positions: [("Cook", 1, places)]));
        }

        var resized = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await CountsAsync(portal);
            List<Func<Task>> deeds = [await ResizeAsync(portal, organiser, shifts[round % shifts.Count], 3 + (round * 5 % 7))];
            for (var number = 0; number < People; number++)
            {
                deeds.Add(await ActAsync(portal, people[number], number, round, shifts[(number + round) % shifts.Count]));
            }

            await Task.WhenAll(deeds.Select(deed => Task.Run(deed, Token)));
            await portal.RunAsync<Promotion, int>(p => p.RunAllAsync(Token));
            if (await FaultAsync(portal, before) is { } fault)
            {
                return $"Round {round}: {fault}";
            }

            resized += (await CountsAsync(portal)).Count(now => now.Value.Capacity != before[now.Key].Capacity);
        }

        return resized > 0 ? null : "Nobody ever changed how many places there are";
    }

    private static async Task<Func<Task>> ActAsync(TestPortal portal, Supporter person, int number, int round, Shift shift)
    {
        var booking = await LatestAsync(portal, person, shift);
        return (((number * 13) + (round * 7)) % 10) switch
        {
            < 4 => () => portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token)),
            < 6 => () => portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(person.Id, shift.Id, shift.Positions[0].Id, Token)),
            < 8 => () => portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(person.Id, booking, Token)),
            8 => () => portal.RunAsync<Offers, OfferOutcome>(s => s.AcceptAsync(person.Id, booking, Token)),
            _ => () => portal.RunAsync<Offers, OfferOutcome>(s => s.DeclineAsync(person.Id, booking, Token)),
        };
    }

    // Whoever has a place keeps it: with fewer places there are then more people than places, but no more of them than before.
    private static async Task<Func<Task>> ResizeAsync(TestPortal portal, Supporter organiser, Shift shift, int places)
    {
        var now = await portal.Data.ReadShiftAsync(shift.Id);
        var plan = ShiftMaker.PlanOf(now) with { Positions = [new(now.Positions[0].Name, 1, places)] };
        return async () =>
        {
            var edit = new ShiftEdit(plan, now.Revision) { Positions = [now.Positions[0].Id], KeepsEveryone = true };
            for (var tries = 0; tries < 5; tries++)
            {
                var look = await portal.RunAsync<ShiftChangeService, ChangeOutcome>(s => s.ChangeAsync(organiser.Id, shift.Id, edit, Token));
                if (look.Preview is not { } preview || look.Result == ChangeResult.Changed)
                {
                    return;
                }

                edit = edit with { Preview = preview.Seal };
            }
        };
    }

    private static async Task<Guid> LatestAsync(TestPortal portal, Supporter person, Shift shift)
    {
        await using var db = portal.NewContext();
        return await db.Bookings.Where(b => b.SupporterId == person.Id && b.ShiftId == shift.Id).OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id).Select(b => b.Id).FirstOrDefaultAsync(Token);
    }

    private static async Task<Dictionary<Guid, (int Held, int Capacity)>> CountsAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.Positions.AsNoTracking().ToDictionaryAsync(p => p.Id, p => (p.Held, p.Capacity), Token);
    }

    private static async Task<string?> FaultAsync(TestPortal portal, Dictionary<Guid, (int Held, int Capacity)> before)
    {
        await using var db = portal.NewContext();
        var holding = await db.Bookings.AsNoTracking().Where(b => BookingStates.Holding.Contains(b.State))
            .Select(b => new { b.PositionId, b.SupporterId, b.State, b.Shift!.StartsAt, b.Shift.EndsAt }).ToListAsync(Token);
        foreach (var position in await db.Positions.AsNoTracking().ToListAsync(Token))
        {
            var rows = holding.Where(b => b.PositionId == position.Id).ToList();
            var most = Math.Max(Math.Max(position.Capacity, before[position.Id].Capacity), before[position.Id].Held);
            if (rows.Count != position.Held || position.Held > most || position.Reserved != 0 || rows.Count(b => b.State == BookingState.SeekingCover) != position.Seeking)
            {
                return $"{rows.Count} rows hold a place, Held is {position.Held} of {most}, Reserved {position.Reserved}, Seeking {position.Seeking}";
            }
        }

        return holding.GroupBy(b => b.SupporterId).Any(own => own.Any(a => own.Any(b => b != a && a.StartsAt < b.EndsAt && b.StartsAt < a.EndsAt)))
            ? "Somebody is in two shifts at a time"
            : null;
    }

    /// <summary>Reads how many places are taken, and writes one more: right for whoever is alone.</summary>
    private sealed class ReadingGuard : PlaceGuard
    {
        public override async Task<bool> TryTakeAsync(PortalDbContext db, Guid positionId, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var position = await db.Positions.AsNoTracking().FirstAsync(p => p.Id == positionId, cancellationToken);
            var held = position.Held + 1;
            return held + position.Reserved <= position.Capacity
                && await db.Positions.Where(p => p.Id == positionId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, held), cancellationToken) == 1;
        }
    }
}
