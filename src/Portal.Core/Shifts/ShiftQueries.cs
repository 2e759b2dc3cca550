using Portal.Core.Data;

namespace Portal.Core.Shifts;

/// <summary>Reads a shift's page.</summary>
public sealed class ShiftQueries(PortalDbContext db, Bookings.PersonQueries people, TimeProvider clock)
{
    /// <summary>A shift as this person (null: nobody signed in) may see it, in two commands; null when there is none or it is not for this person.</summary>
    public Task<ShiftDetails?> DetailsAsync(Guid shiftId, Guid? viewerId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
