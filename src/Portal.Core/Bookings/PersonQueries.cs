using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Bookings;

/// <summary>Reads what the rules know about a person.</summary>
public sealed class PersonQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The person, in one command; null when there is no such account.</summary>
    public Task<Person?> FindAsync(Guid supporterId, CancellationToken cancellationToken) =>
        FindAsync(db, supporterId, clock.GetUtcNow(), cancellationToken);

    // One command on purpose: memberships and coming bookings of one person are few, so their product is small.
    // The bookings name the person themselves, not by the row outside: SQLite makes the joined side first, and would make it of all bookings.
    internal static Task<Person?> FindAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Supporters.AsNoTracking().AsSingleQuery()
            .Where(s => s.Id == supporterId)
            .Select(s => new Person(s.Id, s.EmailConfirmed, s.SuspendedAt != null)
            {
                Language = s.Language,
                Memberships = db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new PersonMembership(m.OrganisationId, m.Role, m.State))
                    .ToList(),
                Bookings = db.Bookings
                    .Where(b => b.SupporterId == supporterId && b.SupporterId == s.Id && BookingStates.Live.Contains(b.State) && b.Shift!.EndsAt > now)
                    .Select(b => new HeldBooking(b.Id, b.ShiftId, b.State, b.Shift!.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone, b.Shift.Activity!.Name))
                    .ToList(),
            })
            .FirstOrDefaultAsync(cancellationToken);
}
