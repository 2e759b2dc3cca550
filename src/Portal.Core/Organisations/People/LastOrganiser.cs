using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.People;

/// <summary>
/// Keeps an organisation from being left by time: where nobody organises without an end any more, the one who would stay longest stays
/// until somebody follows. Not silently: it is on record, and the person, the others and the administrators are told.
/// </summary>
public sealed class LastOrganiser(RoleEndMail mail, TimeProvider clock)
{
    private const string Action = "membership.held";

    /// <summary>Looks at what was saved, behind the lock of the organisation; the caller saves again. Whether an end was lifted.</summary>
    internal async Task<bool> HoldAsync(PortalDbContext db, Guid organisationId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.LastingOrganisersOf(organisationId, now).AnyAsync(cancellationToken))
        {
            return false;
        }

        // Among those whose end has passed and was not carried out yet too: while nothing was done about it, nobody could follow.
        var last = await db.Memberships
            .Where(m => m.OrganisationId == organisationId && m.Role == MembershipRole.Organiser && m.State == MembershipState.Active && m.EndsAt != null
                && db.Supporters.Any(s => s.Id == m.SupporterId && s.EmailConfirmed && s.SuspendedAt == null))
            .OrderByDescending(m => m.EndsAt).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return false;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            Action = Action,
            SubjectId = last.SupporterId,
            OrganisationId = organisationId,
            Detail = $"{RoleEnds.Say(last.EndsAt)} -> {RoleEnds.Say(null)}",
        });
        last.EndsAt = null;
        await mail.HeldAsync(db, last, now, cancellationToken);
        return true;
    }
}
