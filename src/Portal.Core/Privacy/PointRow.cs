using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy;

/// <summary>One's own booking as the meeting-point rule needs it.</summary>
internal sealed record PointRow(MeetingPointFacts Facts, Guid? SiteId, Guid OrganisationId, Guid ShiftId, LocalText Activity, string TimeZone, string? DutyPhone, string? Email)
{
    public static Task<PointRow?> FindAsync(PortalDbContext db, Guid supporterId, Guid sessionId, Guid bookingId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Bookings.AsNoTracking()
            .Where(b => b.Id == bookingId && b.SupporterId == supporterId)
            .Join(db.Supporters, b => b.SupporterId, s => s.Id, (b, s) => new PointRow(
                new MeetingPointFacts
                {
                    State = b.State,
                    ShiftStatus = b.Shift!.Status,
                    AddressConfirmed = s.EmailConfirmed,
                    Suspended = s.SuspendedAt != null,
                    CodeOfConduct = s.CodeOfConduct,
                    ProvenAt = db.Sessions.Where(x => x.Id == sessionId && x.SupporterId == s.Id && x.EndedAt == null).Select(x => (DateTimeOffset?)x.ProvenAt).FirstOrDefault(),
                    StartsAt = b.Shift.StartsAt,
                    EndsAt = b.Shift.EndsAt,
                    // Acquaintances.KnownTo, written out: here the organisation is known to the database only.
                    IsKnown = (b.Shift.Site != null ? b.Shift.Site.PointIsPublic : !b.Shift.HasLink)
                        || db.Acquaintances.Any(a => a.SupporterId == s.Id && a.OrganisationId == b.Shift.OrganisationId)
                        || db.Memberships.Any(m => m.SupporterId == s.Id && m.OrganisationId == b.Shift.OrganisationId && m.State == MembershipState.Active && m.Role != MembershipRole.Volunteer && (m.EndsAt == null || m.EndsAt > now)),
                    RevealHours = b.Shift.Organisation!.RevealHours,
                    SiteIsClosed = db.SiteClosures.Any(c => c.SiteId == b.Shift.SiteId && c.ReopenedAt == null && c.From < b.Shift.EndsAt && c.Until > b.Shift.StartsAt),
                    IsPaused = db.RevealPauses.Any(p => p.SubjectId == RevealPause.Everywhere || p.SubjectId == b.Shift.OrganisationId || p.SubjectId == b.ShiftId),
                    IsHeldBack = db.PointConcerns.Any(c => c.SupporterId == s.Id && c.HoldsBack),
                },
                b.Shift.SiteId,
                b.Shift.OrganisationId,
                b.ShiftId,
                b.Shift.Activity!.Name,
                b.Shift.TimeZone,
                b.Shift.DutyPhone ?? b.Shift.Organisation.DutyPhone,
                b.Shift.Organisation.PublicEmail))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>An answer with what its page needs; whom it is not for gets nothing.</summary>
    public MeetingPointOutcome Answer(MeetingPointResult result) => result == MeetingPointResult.No
        ? new(result)

            : new(result)
            {
                IsLink = SiteId is null,
                ShiftId = ShiftId,
                Activity = Activity,
                StartsAt = Facts.StartsAt,
                EndsAt = Facts.EndsAt,
                Zone = WallTime.Zone(TimeZone),
                DutyPhone = DutyPhone,
                Email = Email,
            };
}
