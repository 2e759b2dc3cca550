using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Reminders;

/// <summary>Writes the reminders that are due. It looks for what is due rather than planning ahead, so that a stopped server catches up; running twice does no harm. What it finds too late is written as skipped.</summary>
public sealed class ReminderService(Retry retry, BookingMail mail, MailBell bell, TimeProvider clock, ILogger<ReminderService> log)
{
    private const int ShiftsAtOnce = 50;

    /// <summary>Writes what is due now and returns how many messages go out.</summary>
    public async Task<int> WriteDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shifts = await retry.RunAsync((db, token) => RemindableShift.FindAsync(db, now, token), cancellationToken);
        var (written, late) = (0, 0);
        foreach (var some in shifts.Chunk(ShiftsAtOnce))
        {
            var (more, skipped) = await retry.RunAsync((db, token) => WriteAsync(db, some, now, token), cancellationToken);
            (written, late) = (written + more, late + skipped);
        }

        if (late > 0)
        {
            log.LogWarning("{Count} reminders came too late to be of use and are kept as skipped", late);
        }

        if (written > 0)
        {
            bell.Ring();
        }

        return written;
    }

    private async Task<(int Written, int Late)> WriteAsync(PortalDbContext db, RemindableShift[] shifts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = (await ReadersAsync(db, shifts, cancellationToken)).SelectMany(reader => Due(reader, shifts, now)).ToList();
        var (written, late) = (0, 0);
        foreach (var some in due.Chunk(500))
        {
            var keys = some.SelectMany(d => d.Keys).ToList();
            var there = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToHashSetAsync(cancellationToken);
            foreach (var reminder in some.Where(d => !d.Keys.Any(there.Contains)))
            {
                mail.Reminder(db, reminder);
                (written, late) = reminder.IsLate ? (written, late + 1) : (written + 1, late);
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        return (written, late);
    }

    private static async Task<List<Reader>> ReadersAsync(PortalDbContext db, RemindableShift[] shifts, CancellationToken cancellationToken)
    {
        var ids = shifts.Select(s => s.Id).ToList();
        var readers = await db.Bookings.AsNoTracking()
            .Where(b => ids.Contains(b.ShiftId) && b.State == BookingState.Confirmed)
            .Join(
                db.Supporters.Where(s => s.WantsReminders && s.EmailConfirmed && s.SuspendedAt == null),
                b => b.SupporterId,
                s => s.Id,
                (b, s) => new Reader(b.Id, b.ShiftId, b.ChangedAt, s.Id, s.Language, s.TimeZone))
            .ToListAsync(cancellationToken);
        var people = readers.Select(r => r.SupporterId).Distinct().ToList();
        var stays = (await db.Stays.AsNoTracking().Where(s => people.Contains(s.SupporterId)).Select(s => new { s.SupporterId, s.FirstDay, s.LastDay }).ToListAsync(cancellationToken))
            .ToLookup(s => s.SupporterId, s => (s.FirstDay, s.LastDay));
        return readers.ConvertAll(reader => reader with { Stays = [.. stays[reader.SupporterId]] });
    }

    private static IEnumerable<DueReminder> Due(Reader reader, RemindableShift[] shifts, DateTimeOffset now)
    {
        var shift = Array.Find(shifts, s => s.Id == reader.ShiftId)!;
        var site = WallTime.Zone(shift.TimeZone);
        var person = new Whereabouts(
            reader.TimeZone.Length > 0 ? WallTime.Zone(reader.TimeZone) : site, shift.Remote ? null : site, DateOnly.FromDateTime(WallTime.At(shift.StartsAt, site)), reader.Stays);
        return
            from rule in shift.Rules
            let time = ReminderTime.Of(shift.StartsAt, rule.HoursBefore, person)
            let late = time.IsLate(now, reader.ConfirmedAt)
            where late || time.IsDue(now, reader.ConfirmedAt, person)
            select new DueReminder(reader.BookingId, shift.Id, shift.Version, rule.Id, reader.SupporterId, reader.Language, shift.StartsAt) { IsLate = late };
    }

    /// <summary>A confirmed booking last changed when it was confirmed.</summary>
    private sealed record Reader(Guid BookingId, Guid ShiftId, DateTimeOffset ConfirmedAt, Guid SupporterId, string Language, string TimeZone)
    {
        public IReadOnlyList<(DateOnly First, DateOnly Last)> Stays { get; init; } = [];
    }
}
