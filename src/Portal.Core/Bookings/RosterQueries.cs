using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>Reads who comes to a shift.</summary>
public sealed class RosterQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The roster, in one command; null unless this person leads the shift or organises for the organisation.</summary>
    public Task<Roster?> RosterAsync(Guid shiftId, Guid viewerId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
