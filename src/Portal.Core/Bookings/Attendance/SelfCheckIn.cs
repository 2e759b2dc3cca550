using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>
/// Lets people check themselves in by the code that hangs on site. It says that they were there, and vouches for nobody: whom an
/// organisation knows is still for its people to say.
/// </summary>
public sealed class SelfCheckIn(Retry retry, PlaceGuard guard, CheckInCodes codes, ShiftHints hints, TimeProvider clock)
{
    /// <summary>From this long before the start, until the end.</summary>
    public static TimeSpan OpensBefore { get; } = TimeSpan.FromMinutes(30);

    /// <summary>What the person who opened the code can do.</summary>
    public Task<SelfCheckInOutcome> LookAsync(Guid supporterId, Guid shiftId, string code, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var (shift, version) = await FindAsync(db, shiftId, token);
            var booking = shift is null ? null : await BookingOf(db, supporterId, shiftId).AsNoTracking().FirstOrDefaultAsync(token);
            return Judge(shift, version, code, booking, clock.GetUtcNow());
        },
        cancellationToken);

    /// <summary>Checks the person in.</summary>
    public async Task<SelfCheckInOutcome> ConfirmAsync(Guid supporterId, Guid shiftId, string code, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => ConfirmOnceAsync(db, supporterId, shiftId, code, token), cancellationToken);
        if (outcome.Result == SelfCheckInResult.Done)
        {
            hints.Changed(shiftId);
        }

        return outcome;
    }

    /// <summary>Makes the code on the wall worthless and another one good, by whoever runs the shift. False where that is not the actor.</summary>
    public Task<bool> RenewAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var organisation = await db.ShiftsRunBy(actorId, now).Where(s => s.Id == shiftId).Select(s => (Guid?)s.OrganisationId).FirstOrDefaultAsync(token);
            if (organisation is null)
            {
                return false;
            }

            await db.Shifts.Where(s => s.Id == shiftId).ExecuteUpdateAsync(set => set.SetProperty(s => s.CheckInCode, s => s.CheckInCode + 1), token);
            db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = "check-in-code.renew", SubjectId = shiftId, OrganisationId = organisation });
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    private async Task<SelfCheckInOutcome> ConfirmOnceAsync(PortalDbContext db, Guid supporterId, Guid shiftId, string code, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockPositionsAsync(shiftId, cancellationToken);
        var (shift, version) = await FindAsync(db, shiftId, cancellationToken);
        var booking = shift is null ? null : await BookingOf(db, supporterId, shiftId).FirstOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var outcome = Judge(shift, version, code, booking, now);
        if (outcome.Result != SelfCheckInResult.Open)
        {
            return outcome;
        }

        var sought = booking!.State == BookingState.SeekingCover;
        booking.TryChange(BookingState.CheckedIn, supporterId, clock, "code");
        if (sought && !await guard.SeekAsync(db, booking.PositionId, -1, cancellationToken))
        {
            return outcome with { Result = SelfCheckInResult.NoPlace };
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Judge(shift, version, code, booking, now);
    }

    // Whoever does not have the code learns nothing of the shift.
    private SelfCheckInOutcome Judge(FoundShift? found, int version, string code, Booking? booking, DateTimeOffset now)
    {
        if (found is null || !codes.IsRight(found.Id, version, code))
        {
            return new(SelfCheckInResult.WrongCode, null);
        }

        var shift = new CodedShift(found.Id, found.Organisation, found.Activity, found.StartsAt, found.EndsAt, WallTime.Zone(found.TimeZone))
        {
            Position = booking?.Position?.Name,
            CheckedInAt = booking?.CheckedInAt,
            AsOf = now,
        };
        return new(ResultOf(found.Status, shift, booking?.State, now), shift);
    }

    private static SelfCheckInResult ResultOf(ShiftStatus status, CodedShift shift, BookingState? state, DateTimeOffset now) => state switch
    {
        BookingState.CheckedIn or BookingState.Completed => SelfCheckInResult.Done,
        _ when status != ShiftStatus.Published => SelfCheckInResult.CalledOff,
        null => SelfCheckInResult.NoPlace,
        BookingState.NoShow or BookingState.Excused => SelfCheckInResult.TakenForAbsent,
        not (BookingState.Confirmed or BookingState.SeekingCover) => SelfCheckInResult.NotConfirmed,
        _ when now < shift.OpensAt => SelfCheckInResult.TooEarly,
        _ when now > shift.EndsAt => SelfCheckInResult.TooLate,
        _ => SelfCheckInResult.Open,
    };

    private static IQueryable<Booking> BookingOf(PortalDbContext db, Guid supporterId, Guid shiftId) =>
        db.Bookings.Include(b => b.Position)
            .Where(b => b.SupporterId == supporterId && b.ShiftId == shiftId && BookingStates.Live.Contains(b.State) && db.ActiveAccount(supporterId).Contains(b.SupporterId));

    private static async Task<(FoundShift? Shift, int Code)> FindAsync(PortalDbContext db, Guid shiftId, CancellationToken cancellationToken)
    {
        // There is no wall from which the code of a task could be read.
        var found = await db.Shifts.AsNoTracking()
            .Where(s => s.Id == shiftId && s.Status != ShiftStatus.Draft && s.StartsAt < s.EndsAt)
            .Select(s => new
            {
                s.CheckInCode,
                Shift = new FoundShift(s.Id, new OrganisationRef(s.OrganisationId, s.Organisation!.Slug, s.Organisation.Name), s.Activity!.Name, s.StartsAt, s.EndsAt, s.TimeZone, s.Status),
            })
            .FirstOrDefaultAsync(cancellationToken);
        return (found?.Shift, found?.CheckInCode ?? 0);
    }

    private sealed record FoundShift(Guid Id, OrganisationRef Organisation, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, ShiftStatus Status);
}
