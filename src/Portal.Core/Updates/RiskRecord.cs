using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates;

/// <summary>Puts on record that somebody was warned, of what, and why it stayed; not what was written.</summary>
internal static class RiskRecord
{
    /// <summary>Adds the entry for an update, where there is anything to say. A text without a reason that was not refused has no risks: they are not sought again.</summary>
    public static void Add(PortalDbContext db, TimeProvider clock, Guid actorId, Guid? organisationId, Guid updateId, UpdateText text) =>
        Add(db, clock, "update.posted-with-risk", actorId, organisationId, updateId, text.WhySafe, text.Risks);

    /// <summary>The same for whatever goes out to people.</summary>
    public static void Add(
        PortalDbContext db, TimeProvider clock, string action, Guid actorId, Guid? organisationId, Guid subjectId, string? whySafe, Func<IReadOnlyList<SafetyFinding>> seek)
    {
        if (whySafe is null || seek() is not { Count: > 0 } risks)
        {
            return;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = clock.GetUtcNow(),
            ActorId = actorId,
            Action = action,
            SubjectId = subjectId,
            OrganisationId = organisationId,
            Detail = $"{string.Join(", ", risks.Select(r => r.Risk).Distinct())}: {whySafe}",
        });
    }
}
