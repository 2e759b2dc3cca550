using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Jobs.Tests.Mail;
using Portal.Testing;

namespace Portal.Jobs.Tests.Bookings;

public sealed class PromotionKillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_killed_between_freeing_a_place_and_offering_it_leaves_it_to_the_next_who_offers_it_once()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        await using var portal = WrittenMail.PortalOn(database, settings);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var offer = await portal.Data.CreateBookingAsync(anna, shift, BookingState.Offered);
        var line = await portal.Data.CreateBookingAsync(ben, shift, BookingState.Waitlisted);
        await using var db = portal.NewContext();
        var gone = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await db.Bookings.Where(b => b.Id == offer.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.AnswerBy, gone), Token);

        // The worker frees Anna's place and then waits for Ben, whom somebody else holds: there it dies.
        await using (var hold = await db.Database.BeginTransactionAsync(Token))
        {
            await db.SupporterLocks.Where(l => l.SupporterId == ben.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Counter, l => l.Counter + 1), Token);
            await using var worker = PortalProcess.StartWorker(settings, database.Settings);
            await Eventually.HoldsAsync(async () => await CountsAsync() == (0, 1), "a place that is freed and kept");
            await worker.KillAsync();
        }

        Assert.Equal((BookingState.Expired, BookingState.Waitlisted), ((await portal.Data.ReadBookingAsync(offer.Id)).State, (await portal.Data.ReadBookingAsync(line.Id)).State));
        await using var next = PortalProcess.StartWorker(settings, database.Settings);
        await Eventually.HoldsAsync(async () => (await portal.Data.ReadBookingAsync(line.Id)).State == BookingState.Offered, "an offer to whom the place is kept for");
        await next.KillAsync();
        Assert.Equal((1, 0), await CountsAsync());
        Assert.Single(await portal.AllMailAsync(), m => m.Template == "place-offered");

        async Task<(int Held, int Reserved)> CountsAsync()
        {
            await using var look = portal.NewContext();
            return await look.Positions.Where(p => p.ShiftId == shift.Id).Select(p => new ValueTuple<int, int>(p.Held, p.Reserved)).SingleAsync(Token);
        }
    }
}
