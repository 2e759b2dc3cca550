using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Bookings;

/// <summary>Reads what the rules know about a person.</summary>
public sealed class PersonQueries(PortalDbContext db, TimeProvider clock)
{
    // Two commands: SQLite takes longer to plan one with two outer joins than to answer both of these.
    private static readonly CompiledQuery<Func<PortalDbContext, Guid, DateTimeOffset, CancellationToken, Task<Person?>>> One = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken _) => db.Supporters.AsNoTracking().AsSingleQuery()
            .Where(s => s.Id == supporterId)
            .Select(s => new Person(s.Id, s.EmailConfirmed, s.SuspendedAt != null)
            {
                Language = s.Language,
                Memberships = db.Memberships
                    .Where(m => m.SupporterId == s.Id && m.State != MembershipState.Ended && (m.EndsAt == null || m.EndsAt > now))
                    .Select(m => new PersonMembership(m.OrganisationId, m.Role, m.State))
                    .ToList(),
            })
            .FirstOrDefault()));

    private static readonly CompiledQuery<Func<PortalDbContext, Guid, DateTimeOffset, IAsyncEnumerable<HeldBooking>>> Coming = new(() =>
        EF.CompileAsyncQuery((PortalDbContext db, Guid supporterId, DateTimeOffset now) => db.Bookings.AsNoTracking()
            .Where(b => b.SupporterId == supporterId && BookingStates.Live.Contains(b.State) && b.Shift!.EndsAt > now)
            .Select(b => new HeldBooking(b.Id, b.ShiftId, b.State, b.Shift!.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone, b.Shift.Activity!.Name))));

    /// <summary>The person, in two commands; null when there is no such account.</summary>
    public Task<Person?> FindAsync(Guid supporterId, CancellationToken cancellationToken) =>
        FindAsync(db, supporterId, clock.GetUtcNow(), cancellationToken);

    /// <summary>Live bookings of a person on shifts that are not over, in one command.</summary>
    public async Task<IReadOnlyList<HeldBooking>> BookingsAsync(Guid supporterId, CancellationToken cancellationToken) =>
        await BookingsAsync(db, supporterId, clock.GetUtcNow(), cancellationToken);

    internal static async Task<Person?> FindAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await One.For(db)(db, supporterId, now, cancellationToken) is { } person
            ? person with { Bookings = await BookingsAsync(db, supporterId, now, cancellationToken) }
            : null;

    private static ValueTask<List<HeldBooking>> BookingsAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Coming.For(db)(db, supporterId, now).ToListAsync(cancellationToken);
}
