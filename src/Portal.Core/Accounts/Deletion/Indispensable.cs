using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;

namespace Portal.Core.Accounts.Deletion;

/// <summary>For what somebody is the last one: while that is so, their account cannot go, for nobody could answer or decide in their stead.</summary>
/// <param name="Organisations">The organisations that nobody else organises for.</param>
/// <param name="Coalition">Whether they are the last administrator.</param>
public sealed record Indispensable(IReadOnlyList<OrganisationRef> Organisations, bool Coalition)
{
    /// <summary>Whether they are the last one for anything.</summary>
    public bool Any => Organisations.Count > 0 || Coalition;

    /// <summary>Waits for everybody who stops organising or administrating just now, for the rest of a transaction: then those who are left can be counted.</summary>
    internal static async Task LockAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var organisation in await db.OrganisedBy(supporterId, now).Distinct().OrderBy(id => id).ToListAsync(cancellationToken))
        {
            await db.LockOrganisersAsync(organisation, cancellationToken);
        }

        await db.TakeTurnAsync(CoalitionRoles.Turn, cancellationToken);
    }

    /// <summary>For what this person is the last one now.</summary>
    internal static async Task<Indispensable> OfAsync(PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var organisers = db.Organisers(now);
        var alone = await db.Organisations
            .Where(o => organisers.Any(m => m.OrganisationId == o.Id && m.SupporterId == supporterId) && !organisers.Any(m => m.OrganisationId == o.Id && m.SupporterId != supporterId))
            .OrderBy(o => o.Name).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
        var administrators = await db.Administrators(now).Distinct().ToListAsync(cancellationToken);
        return new(alone, administrators.Count == 1 && administrators[0] == supporterId);
    }
}
