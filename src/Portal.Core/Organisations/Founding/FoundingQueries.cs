using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations.Appointments;

namespace Portal.Core.Organisations.Founding;

/// <summary>Reads the organisations for administrators: what is said of them, and who organises for them. Nothing of their places or people else.</summary>
public sealed class FoundingQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>All of them, in one command: those that nobody organises for first.</summary>
    public async Task<IReadOnlyList<OrganisationLine>> ListAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisers = db.Organisers(now);
        var lines = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).ThenBy(o => o.Id)
            .Select(o => new OrganisationLine(
                o.Id, o.Slug, o.Name, o.Standing,
                organisers.Count(m => m.OrganisationId == o.Id),
                db.OrganiserInvitations.Count(i => i.OrganisationId == o.Id && i.DecidedAt == null && i.ExpiresAt > now)))
            .ToListAsync(cancellationToken);
        return [.. lines.OrderBy(line => line.Organisers > 0)];
    }

    /// <summary>One of them with its organisers and open invitations, in three commands; null where there is none.</summary>
    public async Task<OrganisationDesk?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Id == id, cancellationToken) is not { } organisation)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var organisers = await db.Organisers(now).AsNoTracking().Where(m => m.OrganisationId == id)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new OrganiserLine(s.DisplayName, m.DecidedAt ?? m.RequestedAt, m.EndsAt))
            .ToListAsync(cancellationToken);
        return new(organisation.Id, organisation.Slug, PlanOf(organisation))
        {
            Organisers = [.. organisers.OrderBy(o => o.Name, StringComparer.InvariantCultureIgnoreCase)],
            Open = await db.OpenInvitationsAsync(id, now, cancellationToken),
        };
    }

    internal static OrganisationPlan PlanOf(Organisation organisation) =>
        new(organisation.Name, organisation.Standing, organisation.Summary, organisation.Description, organisation.PublicEmail, organisation.Website);
}

/// <summary>An organisation in the administrators' list.</summary>
/// <param name="Organisers">How many people can act for it.</param>
/// <param name="Invitations">How many invitations to organise for it are open.</param>
public sealed record OrganisationLine(Guid Id, string Slug, string Name, Standing Standing, int Organisers, int Invitations);

/// <summary>An organisation as administrators write it and appoint for it.</summary>
public sealed record OrganisationDesk(Guid Id, string Slug, OrganisationPlan Plan)
{
    /// <summary>Who can act for it.</summary>
    public required IReadOnlyList<OrganiserLine> Organisers { get; init; }

    /// <summary>The invitations that nobody has answered.</summary>
    public required IReadOnlyList<OpenInvitation> Open { get; init; }
}

/// <summary>Somebody who organises.</summary>
public sealed record OrganiserLine(string Name, DateTimeOffset Since, DateTimeOffset? EndsAt);
