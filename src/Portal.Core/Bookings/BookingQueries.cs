using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>Reads one's own bookings.</summary>
public sealed class BookingQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>One person's shifts, in one command.</summary>
    public Task<MyShifts> MyShiftsAsync(Guid supporterId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
