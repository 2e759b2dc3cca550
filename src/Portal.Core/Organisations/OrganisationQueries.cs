using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations;

/// <summary>Reads organisations for their public pages.</summary>
public sealed class OrganisationQueries(PortalDbContext db, ComingShifts coming, TimeProvider clock)
{
    private const int MostComing = 10;

    /// <summary>All organisations by name, in one command.</summary>
    public async Task<IReadOnlyList<OrganisationCard>> ListAsync(CancellationToken cancellationToken) =>
        await db.Organisations.AsNoTracking()
            .OrderBy(o => o.Name)
            .Select(o => new OrganisationCard(o.Id, o.Slug, o.Name, o.Standing, o.Summary))
            .ToListAsync(cancellationToken);

    /// <summary>One organisation with its work and coming shifts as a person may see them; null when there is none. Three commands and the shared snapshot.</summary>
    public async Task<OrganisationPage?> BySlugAsync(string slug, Person? person, CancellationToken cancellationToken)
    {
        if (await db.Organisations.AsNoTracking().FirstOrDefaultAsync(o => o.Slug == slug, cancellationToken) is not { } organisation)
        {
            return null;
        }

        var activities = await db.Activities.AsNoTracking().Where(a => a.OrganisationId == organisation.Id && a.RetiredAt == null).OrderBy(a => a.Id)
            .Select(a => new OrganisationActivity(a.Id, a.Name, a.Description, a.Bring)).ToListAsync(cancellationToken);
        var areas = await db.Sites.AsNoTracking().Where(s => s.OrganisationId == organisation.Id).OrderBy(s => s.AreaSlug)
            .Select(s => new AreaRef(s.AreaSlug, s.Area)).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var shifts = (await coming.CurrentAsync(cancellationToken)).Shifts.Where(s => s.Organisation.Id == organisation.Id && s.EndsAt > now).ToList();
        return new(organisation.Id, organisation.Slug, organisation.Name, organisation.Standing)
        {
            Summary = organisation.Summary,
            Description = organisation.Description,
            BeforeYouCome = organisation.BeforeYouCome,
            PublicEmail = organisation.PublicEmail,
            Website = organisation.Website,
            Activities = activities,
            Areas = [.. areas.DistinctBy(a => a.Slug)],
            Coming = [.. shifts.Where(s => ShiftVisibility.Allows(person, s)).Take(MostComing).Select(s => ShiftSearch.List(s, person, now))],
            Needs = ShiftNeeds.Of(shifts, person, now),
            Membership = person?.Memberships.FirstOrDefault(m => m.OrganisationId == organisation.Id)?.State,
            AsOf = now,
        };
    }
}
