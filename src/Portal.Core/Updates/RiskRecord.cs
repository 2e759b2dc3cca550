using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>Puts on record that somebody was warned, of what, and why it stayed; not what was written.</summary>
internal static class RiskRecord
{
    /// <summary>Adds the entry, where there is anything to say. A text without a reason that was not refused has no risks: they are not sought again.</summary>
    public static void Add(PortalDbContext db, TimeProvider clock, Guid actorId, Guid organisationId, Guid updateId, UpdateText text)
    {
        if (text.WhySafe is null || text.Risks() is not { Count: > 0 } risks)
        {
            return;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = clock.GetUtcNow(),
            ActorId = actorId,
            Action = "update.posted-with-risk",
            SubjectId = updateId,
            OrganisationId = organisationId,
            Detail = $"{string.Join(", ", risks.Select(r => r.Risk).Distinct())}: {text.WhySafe}",
        });
    }
}
