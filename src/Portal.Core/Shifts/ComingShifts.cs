using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Core.Shifts;

/// <summary>The one shared snapshot of published shifts: at most ten seconds old, and made anew as soon as something changes in this process.</summary>
public sealed class ComingShifts(IDbContextFactory<PortalDbContext> contexts, ShiftHints hints, TimeProvider clock)
{
    /// <summary>The snapshot as it is now.</summary>
    public Task<ShiftSnapshot> CurrentAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>One page of the list, as a person (null: nobody signed in) may see it.</summary>
    public Task<ShiftPage> ListAsync(ShiftFilter filter, Person? person, CancellationToken cancellationToken) => throw new NotImplementedException();
}
