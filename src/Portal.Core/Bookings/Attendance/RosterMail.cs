using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Whom of a roster mail does not reach, so that the lead rings or asks them.</summary>
public sealed class RosterMail(PortalDbContext db, AddressStandings standings)
{
    private const string Reminder = "reminder:";
    private static readonly DeliveryOutcome[] Lost = [DeliveryOutcome.Blocked, DeliveryOutcome.Dropped, DeliveryOutcome.Bounced];

    /// <summary>The bookings of a shift whose person has no working address, and those of whom a reminder did not arrive. Two queries.</summary>
    public async Task<UnreachedOnRoster> ReadAsync(Guid shiftId, IReadOnlyList<(Guid BookingId, string? Address)> people, CancellationToken cancellationToken)
    {
        var hashes = people.Select(person => (person.BookingId, Hash: standings.HashOf(person.Address))).Where(person => person.Hash is not null).ToList();
        var asked = hashes.ConvertAll(person => person.Hash!);
        var dead = (await db.AddressStandings.Where(a => asked.Contains(a.AddressHash) && a.DeadSince != null).Select(a => a.AddressHash).ToListAsync(cancellationToken))
            .Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var lost = await db.Messages
            .Where(m => db.Bookings.Any(b => b.ShiftId == shiftId && b.SupporterId == m.SupporterId)
                && m.Key.StartsWith(Reminder) && (m.State == MessageState.Failed || Lost.Contains(m.Outcome)))
            .Select(m => m.Key).ToListAsync(cancellationToken);
        return new UnreachedOnRoster(
            hashes.Where(person => dead.Contains(Convert.ToHexString(person.Hash!))).Select(person => person.BookingId).ToHashSet(),
            lost.Select(key => Guid.TryParse(key[Reminder.Length..].Split(':')[0], out var booking) ? booking : Guid.Empty).ToHashSet());
    }
}

/// <summary>Bookings without a working address, and bookings whose reminder was lost.</summary>
public sealed record UnreachedOnRoster(IReadOnlySet<Guid> NoAddress, IReadOnlySet<Guid> ReminderLost);
