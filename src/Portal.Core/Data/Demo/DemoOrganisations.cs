using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Data.Demo;

/// <summary>The seven groups of the appeal, their sites and what they do.</summary>
internal static class DemoOrganisations
{
    private static readonly (string Slug, string English, string French, bool PointIsPublic)[] Areas =
    [
        ("calais-east", "Calais east", "Calais est", false),
        ("calais-west", "Calais west", "Calais ouest", false),
        ("dunkirk", "Dunkirk area", "Dunkerquois", false),
        ("warehouse", "Warehouse, Calais", "Entrepôt, Calais", true),
    ];

    public static IReadOnlyDictionary<string, DemoGroup> Add(PortalDbContext db, TimeProvider clock)
    {
        var groups = new Dictionary<string, DemoGroup>(StringComparer.Ordinal);
        foreach (var text in DemoOrganisationTexts.All)
        {
            var organisation = new Organisation
            {
                Id = Ids.New(clock),
                Slug = text.Slug,
                Name = text.Name,
                Standing = text.Standing,
                Summary = text.Summary,
                Description = text.Description,
                BeforeYouCome = text.BeforeYouCome,
                PublicEmail = $"{text.Slug}@example.org",
                DutyPhone = text.DutyPhone,
            };
            db.Organisations.Add(organisation);
            var sites = Areas.Where(area => text.Areas.Contains(area.Slug)).ToDictionary(area => area.Slug, area => new Site
            {
                Id = Ids.New(clock),
                OrganisationId = organisation.Id,
                Area = LocalText.Of(area.English, area.French),
                AreaSlug = area.Slug,
                PointIsPublic = area.PointIsPublic,
            });
            var activities = text.Activities.ToDictionary(activity => activity.Key, activity => new Activity
            {
                Id = Ids.New(clock),
                OrganisationId = organisation.Id,
                Name = activity.Name,
                Description = activity.What,
                Bring = activity.Bring,
                DefaultVisibility = activity.FieldWork ? Visibility.Members : Visibility.Public,
            });
            db.Sites.AddRange(sites.Values);
            db.Activities.AddRange(activities.Values);
            groups.Add(text.Slug, new DemoGroup(organisation, sites, activities));
        }

        return groups;
    }
}
