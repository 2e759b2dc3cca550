using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>
/// Turns bookings of shifts that are over for twelve months into counts: the hours of who was there are added to that month's, in the
/// transaction that erases the booking. So a certificate of older hours can still be had, and nothing else of them.
/// </summary>
public sealed class OldBookings(Retry retry, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>For how many months a booking is kept.</summary>
    public const int MonthsKept = 12;

    private const int Piece = 500;

    // Any number that no other turn has; a hash is eight random bytes.
    private const long Turn = 0x48_4F_55_52_53;
    private static readonly BookingState[] WasThere = [BookingState.CheckedIn, BookingState.Completed];

    /// <summary>Does so. How many bookings went.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        for (var all = 0; ;)
        {
            var some = await retry.RunAsync(ForgetPieceAsync, cancellationToken);
            all += some;
            if (some < Piece)
            {
                return all;
            }
        }
    }

    /// <summary>Erases the numbers of former accounts that nothing refers to any more. How many.</summary>
    public Task<int> ForgetEmptyAccountsAsync(CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => AccountErasure.ForgetEmptyAsync(db.Supporters, db, token), cancellationToken);

    private async Task<int> ForgetPieceAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.TakeTurnAsync(Turn, cancellationToken);
        var before = clock.GetUtcNow().AddMonths(-MonthsKept);
        var old = await db.Bookings.AsNoTracking().Where(b => b.Shift!.EndsAt < before).OrderBy(b => b.Id).Take(Piece)
            .Select(b => new OldBooking(
                b.Id, b.State, b.Minutes, b.Shift!.OrganisationId, b.Shift.StartsAt, b.Shift.EndsAt,
                db.Supporters.Where(s => s.Id == b.SupporterId && s.ErasedAt == null).Select(s => (Guid?)s.Id).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        foreach (var given in old.Where(b => WasThere.Contains(b.State)).GroupBy(b => (b.SupporterId, b.OrganisationId, Month: MonthOf(b.StartsAt))))
        {
            await AddAsync(db, given.Key, given.Count(), given.Sum(b => b.Given), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        var ids = old.ConvertAll(b => b.Id);
        await db.Bookings.Where(b => ids.Contains(b.Id)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return old.Count;
    }

    private async Task AddAsync(PortalDbContext db, (Guid? Supporter, Guid Organisation, DateOnly Month) whose, int shifts, int minutes, CancellationToken cancellationToken)
    {
        var hours = await db.GivenHours.FirstOrDefaultAsync(h => h.SupporterId == whose.Supporter && h.OrganisationId == whose.Organisation && h.Month == whose.Month, cancellationToken)
            ?? db.GivenHours.Add(new GivenHours { Id = Ids.New(clock), OrganisationId = whose.Organisation, SupporterId = whose.Supporter, Month = whose.Month, Shifts = 0, Minutes = 0 }).Entity;
        hours.Shifts += shifts;
        hours.Minutes += minutes;
    }

    private DateOnly MonthOf(DateTimeOffset startsAt)
    {
        var day = WallTime.DayOf(startsAt, WallTime.Zone(portal.Value.TimeZone));
        return new DateOnly(day.Year, day.Month, 1);
    }

    private sealed record OldBooking(Guid Id, BookingState State, int? Minutes, Guid OrganisationId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? SupporterId)
    {
        public int Given => Minutes ?? (int)(EndsAt - StartsAt).TotalMinutes;
    }
}
