using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>Reads what organisers plan with. Everything is limited to the organisations this person organises for.</summary>
public sealed class ShiftPlanQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Shifts that end after an instant, drafts and cancelled ones included, soonest first, 50 a page, in two commands.</summary>
    public async Task<PlannedPage> ListAsync(Guid actorId, DateTimeOffset from, int page, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = db.Shifts.AsNoTracking().Where(s => s.EndsAt > from && db.OrganisedBy(actorId, now).Contains(s.OrganisationId));
        var total = await mine.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + ShiftPage.Size - 1) / ShiftPage.Size);
        page = Math.Clamp(page, 1, pages);
        var rows = await mine.AsSingleQuery()
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Skip((page - 1) * ShiftPage.Size).Take(ShiftPage.Size)
            .Select(s => new
            {
                s.Id,
                Organisation = new OrganisationRef(s.OrganisationId, s.Organisation!.Slug, s.Organisation.Name),
                Activity = s.Activity!.Name,
                s.Status,
                s.Visibility,
                AreaSlug = (string?)s.Site!.AreaSlug,
                Area = (LocalText?)s.Site.Area,
                s.StartsAt,
                s.EndsAt,
                s.TimeZone,
                Lead = db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault(),
                Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).Select(p => new ComingPosition(p.Id, p.Name)
                {
                    Capacity = p.Capacity,
                    Minimum = p.Minimum,
                    Held = p.Held,
                    Reserved = p.Reserved,
                    Seeking = p.Seeking,
                    BookableUntil = p.BookableUntil,
                    BeginnerFriendly = p.BeginnerFriendly,
                    Languages = p.Languages,
                    Version = p.Version,
                }).ToList(),
            })
            .ToListAsync(cancellationToken);
        var shifts = rows.ConvertAll(row => new PlannedShift(row.Id, row.Organisation, row.Activity, row.Status, row.Visibility)
        {
            Area = row.AreaSlug is null ? null : new(row.AreaSlug, row.Area!),
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Zone = WallTime.Zone(row.TimeZone),
            Lead = row.Lead,
            Positions = row.Positions,
        });
        return new(shifts, total, page, pages, now);
    }

    /// <summary>What the form of a new shift can choose from, in five commands.</summary>
    public async Task<PlanChoices> ChoicesAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = db.OrganisedBy(actorId, now);
        var organisations = await db.WrittenForBy(actorId, now).ToListAsync(cancellationToken);
        var activities = await db.Activities.Where(a => mine.Contains(a.OrganisationId)).OrderBy(a => a.Id)
            .Select(a => new ActivityChoice(a.Id, a.OrganisationId, a.Name, a.DefaultVisibility) { Retired = a.RetiredAt != null }).ToListAsync(cancellationToken);
        var sites = await db.Sites.Where(s => mine.Contains(s.OrganisationId)).OrderBy(s => s.AreaSlug).ThenBy(s => s.Id)
            .Select(s => new SiteChoice(s.Id, s.OrganisationId, s.Area, s.TimeZone, db.MeetingPoints.Any(m => m.SiteId == s.Id))).ToListAsync(cancellationToken);
        var leads = await db.Memberships
            .Where(m => mine.Contains(m.OrganisationId) && m.State == MembershipState.Active && m.Role != MembershipRole.Volunteer && (m.EndsAt == null || m.EndsAt > now))
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new { m.OrganisationId, s.Id, s.DisplayName })
            .OrderBy(l => l.DisplayName)
            .Select(l => new LeadChoice(l.Id, l.OrganisationId, l.DisplayName)).ToListAsync(cancellationToken);
        var qualifications = await db.QualificationKinds.Where(k => k.OrganisationId == null || mine.Contains(k.OrganisationId.Value)).OrderBy(k => k.Id)
            .Select(k => new QualificationChoice(k.Id, k.OrganisationId, k.Name) { Retired = k.RetiredAt != null }).ToListAsync(cancellationToken);
        return new(organisations, activities, sites, leads, qualifications);
    }
}
