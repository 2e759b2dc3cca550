using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Organisations;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Home;

/// <summary>Reads how the coming week is covered.</summary>
public sealed class WeekQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Every position of these organisations' published shifts that end after one moment and start before another, soonest first.</summary>
    public async Task<IReadOnlyList<CoverLine>> ReadAsync(IReadOnlyList<Guid> organisations, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        await db.Positions.AsNoTracking()
            .Where(p => p.RemovedAt == null && organisations.Contains(p.Shift!.OrganisationId) && p.Shift.Status == ShiftStatus.Published)
            .Where(p => p.Shift!.EndsAt > from && p.Shift.StartsAt < to)
            .OrderBy(p => p.Shift!.StartsAt)
            .ThenBy(p => p.ShiftId)
            .ThenBy(p => p.Order)
            .Select(p => new CoverLine(
                p.ShiftId,
                p.Id,
                p.Shift!.ActivityId,
                p.Shift.Activity!.Name,
                p.Shift.StartsAt,
                p.Shift.EndsAt,
                TimeWords.Zone(p.Shift.TimeZone),
                p.Name,
                p.Held,
                p.Minimum,
                p.Capacity))
            .ToListAsync(ct);

    /// <summary>What waits for this organiser of these organisations, in one command.</summary>
    public async Task<WaitingCounts> WaitingAsync(Guid organiserId, IReadOnlyList<Guid> organisations, CancellationToken ct)
    {
        // Organisers of any member release newsletters and pictures that are not their own.
        var found = await db.Supporters.AsNoTracking().Where(s => s.Id == organiserId).Select(s => new
        {
            People = db.Bookings.Count(b => b.State == BookingState.Requested && b.SupporterId != organiserId && (organisations.Contains(b.Shift!.OrganisationId) || b.Shift.LeadId == organiserId) && b.Shift.Status == ShiftStatus.Published)
                + db.Memberships.Count(m => m.State == MembershipState.Requested && m.SupporterId != organiserId && organisations.Contains(m.OrganisationId))
                + db.Qualifications.Count(q => (q.State == QualificationState.Requested || (q.State == QualificationState.Held && q.RenewalAskedAt != null)) && q.SupporterId != organiserId && organisations.Contains(q.OrganisationId)),
            Newsletters = db.Newsletters.Count(n => n.State == NewsletterState.Scheduled && n.FreezeAt == null && n.AskedById != organiserId),
            Pictures = db.UpdatePictures.Count(p => p.ReleasedAt == null && p.UploadedById != organiserId),
            OfMember = db.Organisations.Any(o => organisations.Contains(o.Id) && o.Standing == Standing.Member),
            Concerns = db.PointConcerns.Count(c => c.DecidedAt == null && c.SupporterId != organiserId && organisations.Contains(c.OrganisationId)),
            Held = db.PlannedUpdates.Count(p => p.HeldAt != null && organisations.Contains(p.OrganisationId)),
        }).SingleAsync(ct);
        return new(found.People, found.OfMember ? found.Newsletters : 0, found.OfMember ? found.Pictures : null, found.Held, found.Concerns);
    }

    /// <summary>Members and people known to these organisations whose stay covers a day, in one command, by name.</summary>
    public async Task<IReadOnlyList<PersonHere>> HereAsync(IReadOnlyList<Guid> organisations, DateOnly day, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.Supporters.AsNoTracking()
            .Where(s => db.Memberships.Any(m => m.SupporterId == s.Id && organisations.Contains(m.OrganisationId) && m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now))
                || db.Acquaintances.Any(a => a.SupporterId == s.Id && organisations.Contains(a.OrganisationId)))
            .Where(s => db.Stays.Any(stay => stay.SupporterId == s.Id && stay.FirstDay <= day && stay.LastDay >= day))
            .OrderBy(s => s.DisplayName).ThenBy(s => s.Id)
            .Select(s => new PersonHere(s.DisplayName, db.Stays.Where(stay => stay.SupporterId == s.Id && stay.FirstDay <= day && stay.LastDay >= day).Max(stay => stay.LastDay)))
            .ToListAsync(ct);
    }

    /// <summary>The names of these organisations, and since when their meeting points are paused, in one command.</summary>
    public async Task<IReadOnlyList<OwnOrganisation>> NamesAsync(IReadOnlyList<Guid> organisations, CancellationToken ct) =>
        await db.Organisations.AsNoTracking().Where(o => organisations.Contains(o.Id)).OrderBy(o => o.Name)
            .Select(o => new OwnOrganisation(
                o.Name,
                db.RevealPauses.Where(p => p.SubjectId == o.Id).Select(p => (DateTimeOffset?)p.Since).FirstOrDefault(),
                db.RevealPauses.Where(p => p.SubjectId == RevealPause.Everywhere).Select(p => (DateTimeOffset?)p.Since).FirstOrDefault()))
            .ToListAsync(ct);
}

/// <summary>An organisation of the reader's.</summary>
/// <param name="PausedSince">Since when its meeting points are paused, or null.</param>
/// <param name="AllPausedSince">Since when those of the whole coalition are.</param>
public sealed record OwnOrganisation(string Name, DateTimeOffset? PausedSince, DateTimeOffset? AllPausedSince);

/// <summary>Somebody who is in the region now, and the last day of the stay they entered.</summary>
public sealed record PersonHere(string Name, DateOnly Until);
