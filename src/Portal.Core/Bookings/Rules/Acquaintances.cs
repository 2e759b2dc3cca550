using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Bookings.Rules;

/// <summary>Notes that an organisation knows somebody, in the caller's transaction.</summary>
internal static class Acquaintances
{
    /// <summary>Whom an organisation knows: those somebody has vouched for, and those who have a part in running it.</summary>
    public static IQueryable<Guid> KnownTo(this PortalDbContext db, Guid organisationId, DateTimeOffset now) =>
        db.Acquaintances.Where(a => a.OrganisationId == organisationId).Select(a => a.SupporterId).Concat(db.Memberships
            .Where(m => m.OrganisationId == organisationId && m.State == MembershipState.Active && m.Role != MembershipRole.Volunteer && (m.EndsAt == null || m.EndsAt > now))
            .Select(m => m.SupporterId));

    /// <summary>Takes back what a check-in noted that was a mistake, where nothing else vouches: neither an answer before it nor another shift at which the person was.</summary>
    public static async Task ForgetAsync(PortalDbContext db, Booking booking, Guid organisationId, CancellationToken cancellationToken)
    {
        if (await db.Bookings.AnyAsync(b => b.Id != booking.Id && b.SupporterId == booking.SupporterId && b.Shift!.OrganisationId == organisationId && (b.State == BookingState.CheckedIn || b.State == BookingState.Completed), cancellationToken)
            || await db.Acquaintances.FirstOrDefaultAsync(a => a.SupporterId == booking.SupporterId && a.OrganisationId == organisationId, cancellationToken) is not { } known)
        {
            return;
        }

        // Noted in the very moment of this check-in, it is owed to nothing else.
        if (await db.BookingChanges.AnyAsync(c => c.BookingId == booking.Id && c.To == BookingState.CheckedIn && c.At == known.Since, cancellationToken))
        {
            db.Acquaintances.Remove(known);
        }
        else if (await db.BookingChanges.AnyAsync(c => c.BookingId == booking.Id && c.To == BookingState.CheckedIn && c.At > known.Since, cancellationToken))
        {
            known.HasAttended = false;
        }
    }

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
