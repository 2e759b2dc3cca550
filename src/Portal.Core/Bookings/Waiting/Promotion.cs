using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Waiting;

/// <summary>
/// Offers places that are kept for a line to those who wait, the first first. At once after a commit that freed one, and again
/// from a job: a process that dies in between leaves the place reserved, and nothing lost.
/// </summary>
public sealed class Promotion(IDbContextFactory<PortalDbContext> contexts, Retry retry, PlaceGuard guard, BookingMail mail, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Offers every reserved place of every position; returns how many offers were made.</summary>
    public async Task<int> RunAllAsync(CancellationToken cancellationToken)
    {
        List<Guid> waitedFor;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            waitedFor = await db.Positions.Where(p => p.Reserved > 0).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
        }

        var made = 0;
        foreach (var position in waitedFor)
        {
            made += await RunAsync(position, cancellationToken);
        }

        return made;
    }

    /// <summary>Offers the reserved places of one position; what nobody can take goes back to all.</summary>
    public async Task<int> RunAsync(Guid positionId, CancellationToken cancellationToken)
    {
        var made = 0;
        while (await OfferOneAsync(positionId, cancellationToken) is { } shiftId)
        {
            made++;
            bell.Ring();
            hints.Changed(shiftId);
        }

        return made;
    }

    private async Task<Guid?> OfferOneAsync(Guid positionId, CancellationToken cancellationToken)
    {
        var passed = new HashSet<Guid>();
        while (true)
        {
            var (reserved, line) = await ReadAsync(positionId, cancellationToken);
            if (!reserved)
            {
                return null;
            }

            if (line.Find(l => !passed.Contains(l.BookingId)) is not { } head)
            {
                if (await GiveToAllAsync(positionId, passed, cancellationToken))
                {
                    return null;
                }

                continue;
            }

            switch (await retry.RunAsync((db, token) => OfferAsync(db, head, positionId, token), cancellationToken))
            {
                case Offering.Made: return head.ShiftId;
                case Offering.NoneLeft: return null;
                default:
                    passed.Add(head.BookingId);
                    break;
            }
        }
    }

    private async Task<(bool Reserved, List<Waiting> Line)> ReadAsync(Guid positionId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var reserved = await db.Positions.AnyAsync(p => p.Id == positionId && p.Reserved > 0, cancellationToken);
        return (reserved, reserved ? await Line(db, positionId).ToListAsync(cancellationToken) : []);
    }

    private static IQueryable<Waiting> Line(PortalDbContext db, Guid positionId) =>
        db.Bookings.AsNoTracking()
            .Where(b => b.PositionId == positionId && b.State == BookingState.Waitlisted)
            .OrderBy(b => b.LapsedOffers).ThenBy(b => b.QueuedAt).ThenBy(b => b.Id)
            .Select(b => new Waiting(b.Id, b.ShiftId, b.SupporterId));

    private async Task<Offering> OfferAsync(PortalDbContext db, Waiting head, Guid positionId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(head.SupporterId, cancellationToken);
        var now = clock.GetUtcNow();
        var booking = await db.Bookings.FirstOrDefaultAsync(b => b.Id == head.BookingId && b.State == BookingState.Waitlisted, cancellationToken);
        var position = await PositionRow.FindAsync(db, positionId, cancellationToken);
        var person = await PersonQueries.FindAsync(db, head.SupporterId, now, cancellationToken);
        if (booking is null || position is null || person is null || !Offers.MayTake(person, position.Facts, now))
        {
            return Offering.Passed;
        }

        if (!await guard.TryTakeReservedAsync(db, positionId, now, cancellationToken))
        {
            return Offering.NoneLeft;
        }

        await Apart.SeenAsync(db, person, position.Facts, cancellationToken);
        // On site the clock of the site counts: whoever comes is there, or will be.
        var until = OfferTime.Until(now, position.Facts.StartsAt, position.Facts.Zone);
        booking.TryChange(BookingState.Offered, null, clock, answerBy: until);
        mail.Offered(db, booking, person.Language, until);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Offering.Made;
    }

    /// <summary>False when somebody joined the line meanwhile who was not asked yet.</summary>
    private Task<bool> GiveToAllAsync(Guid positionId, HashSet<Guid> passed, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await guard.SeekAsync(db, positionId, 0, token);
            if ((await Line(db, positionId).ToListAsync(token)).Exists(l => !passed.Contains(l.BookingId)))
            {
                return false;
            }

            await guard.ReleaseAsync(db, positionId, token);
            var shift = await db.Positions.Where(p => p.Id == positionId).Select(p => p.ShiftId).FirstAsync(token);
            await transaction.CommitAsync(token);
            hints.Changed(shift);
            return true;
        },
        cancellationToken);

    private enum Offering
    {
        Made,
        Passed,
        NoneLeft,
    }

    private sealed record Waiting(Guid BookingId, Guid ShiftId, Guid SupporterId);
}
