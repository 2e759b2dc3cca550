using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>Reads what the rules know about a person.</summary>
public sealed class PersonQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>The person, in one command; null when there is no such account.</summary>
    public Task<Person?> FindAsync(Guid supporterId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
