using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Qualifications;

/// <summary>Reads one's own qualifications, and what one may ask to have confirmed by whom.</summary>
public sealed class QualificationQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Everything the page shows, in three commands.</summary>
    public async Task<OwnQualifications> ReadAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var own = await db.Qualifications.AsNoTracking()
            .Where(q => q.SupporterId == supporterId)
            .OrderBy(q => q.RequestedAt)
            .Select(q => new OwnQualification(q.Id, q.KindId, q.Kind!.Name, db.Organisations.Where(o => o.Id == q.OrganisationId).Select(o => o.Name).First(), q.State, q.LastDay))
            .ToListAsync(cancellationToken);
        var kinds = await db.QualificationKinds.AsNoTracking().Where(k => k.RetiredAt == null).OrderBy(k => k.Id).Select(k => new KindChoice(k.Id, k.OrganisationId, k.Name)).ToListAsync(cancellationToken);
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
        return new(own, kinds, organisations);
    }

    /// <summary>The kinds that count with these organisations, those for all first, in one command.</summary>
    public async Task<IReadOnlyList<KindLine>> KindsAsync(IReadOnlyList<Guid> organisations, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.QualificationKinds.AsNoTracking()
            .Where(k => k.OrganisationId == null || organisations.Contains(k.OrganisationId.Value))
            .OrderBy(k => k.RetiredAt != null).ThenBy(k => k.OrganisationId != null).ThenBy(k => k.Id)
            .Select(k => new KindLine(
                k.Id, k.OrganisationId, db.Organisations.Where(o => o.Id == k.OrganisationId).Select(o => o.Name).FirstOrDefault(), k.Name, k.RetiredAt != null,
                db.Qualifications.Count(q => q.KindId == k.Id && q.State == QualificationState.Held
                    && db.Memberships.Any(m => m.SupporterId == q.SupporterId && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now) && organisations.Contains(m.OrganisationId)))))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A kind of qualification in the organisers' list.</summary>
/// <param name="Organisation">Whose own it is; null for one that counts with all.</param>
/// <param name="Holders">How many members of the reader's organisations hold it, whoever confirmed it.</param>
public sealed record KindLine(Guid Id, Guid? OrganisationId, string? Organisation, LocalText Name, bool Retired, int Holders);

/// <summary>One's own qualifications, with what can be asked for.</summary>
public sealed record OwnQualifications(IReadOnlyList<OwnQualification> Own, IReadOnlyList<KindChoice> Kinds, IReadOnlyList<OrganisationRef> Organisations);

/// <summary>One qualification of one's own.</summary>
public sealed record OwnQualification(Guid Id, Guid KindId, LocalText Kind, string Organisation, QualificationState State, DateOnly? LastDay);

/// <summary>A kind of qualification; with an organisation where it is that one's own.</summary>
public sealed record KindChoice(Guid Id, Guid? OrganisationId, LocalText Name)
{
    /// <summary>Whether it is granted no more: offered only where it was chosen before.</summary>
    public bool Retired { get; init; }
}
