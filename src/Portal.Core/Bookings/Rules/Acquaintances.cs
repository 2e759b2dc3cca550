using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Bookings.Rules;

/// <summary>Notes that an organisation knows somebody, in the caller's transaction.</summary>
internal static class Acquaintances
{
    /// <summary>Adds what is not noted yet; the caller saves it. Two who note at once collide, and the second looks again.</summary>
    public static async Task NoteAsync(PortalDbContext db, Guid supporterId, Guid organisationId, Guid actorId, bool attended, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await db.Acquaintances.FirstOrDefaultAsync(a => a.SupporterId == supporterId && a.OrganisationId == organisationId, cancellationToken);
        if (known is null)
        {
            db.Acquaintances.Add(new Acquaintance { SupporterId = supporterId, OrganisationId = organisationId, Since = now, VouchedById = actorId, HasAttended = attended });
        }
        else if (attended)
        {
            known.HasAttended = true;
        }
    }
}
