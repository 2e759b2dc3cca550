using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Shifts;

/// <summary>What a plan speaks of, as far as it belongs to organisations of the person who plans.</summary>
internal sealed record PlanContext(Guid OrganisationId, Visibility DefaultVisibility, string? SiteZone, bool SiteFound, bool LeadFound)
{
    /// <summary>Those of the qualifications that its positions ask for which are common or the organisation's own.</summary>
    public IReadOnlyList<Guid> Qualifications { get; init; } = [];

    /// <summary>Null when the activity is not of this person's organisations.</summary>
    public static async Task<PlanContext?> FindAsync(PortalDbContext db, Guid actorId, NewShift plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var context = await db.Activities.AsNoTracking()
            .Where(a => a.Id == plan.ActivityId && db.OrganisedBy(actorId, now).Contains(a.OrganisationId))
            .Select(a => new PlanContext(
                a.OrganisationId,
                a.DefaultVisibility,
                db.Sites.Where(s => s.Id == plan.SiteId && s.OrganisationId == a.OrganisationId).Select(s => s.TimeZone).FirstOrDefault(),
                plan.SiteId == null || db.Sites.Any(s => s.Id == plan.SiteId && s.OrganisationId == a.OrganisationId),
                plan.LeadId == null || db.Memberships.Any(m => m.SupporterId == plan.LeadId && m.OrganisationId == a.OrganisationId
                    && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))))
            .FirstOrDefaultAsync(cancellationToken);
        var asked = plan.Positions.SelectMany(p => p.Qualifications).Distinct().ToList();
        return context is null || asked.Count == 0 ? context : context with
        {
            Qualifications = await db.QualificationKinds.Where(k => asked.Contains(k.Id) && (k.OrganisationId == null || k.OrganisationId == context.OrganisationId))
                .Select(k => k.Id).ToListAsync(cancellationToken),
        };
    }

    /// <summary>What of the plan belongs to nobody this person plans for.</summary>
    public static IEnumerable<PlanFault> Faults(PlanContext? context, NewShift plan, TimeZoneInfo? zone)
    {
        if (context is null)
        {
            yield return new(UnknownActivity, nameof(NewShift.ActivityId));
        }
        else if (!context.SiteFound)
        {
            yield return new(UnknownSite, nameof(NewShift.SiteId));
        }

        if (zone is null && context?.SiteFound != false)
        {
            yield return new(UnknownTimeZone, nameof(NewShift.TimeZone));
        }

        if (context?.LeadFound == false)
        {
            yield return new(UnknownLead, nameof(NewShift.LeadId));
        }

        for (var index = 0; context is not null && index < plan.Positions.Count; index++)
        {
            if (plan.Positions[index].Qualifications.Except(context.Qualifications).Any())
            {
                yield return new(UnknownQualification, nameof(NewPosition.Qualifications), index);
            }
        }
    }
}
