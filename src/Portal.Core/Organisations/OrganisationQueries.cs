using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations;

/// <summary>Reads organisations for their public pages.</summary>
public sealed class OrganisationQueries(PortalDbContext db, ComingShifts coming, TimeProvider clock)
{
    /// <summary>All organisations by name.</summary>
    public Task<IReadOnlyList<OrganisationCard>> ListAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>One organisation with its work and coming shifts as a person may see them; null when there is none.</summary>
    public Task<OrganisationPage?> BySlugAsync(string slug, Person? person, CancellationToken cancellationToken) => throw new NotImplementedException();
}
