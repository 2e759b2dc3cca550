using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Data.Demo;

/// <summary>Invented meeting points, sealed like real ones.</summary>
internal static class DemoMeetingPoints
{
    public static async Task AddAsync(PortalDbContext db, Vault vault, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, CancellationToken cancellationToken)
    {
        foreach (var site in groups.Values.SelectMany(group => group.Sites.Values))
        {
            db.MeetingPoints.Add(new MeetingPoint
            {
                SiteId = site.Id,
                Sealed = await vault.SealAsync(db, site.Id, TextFor(site), cancellationToken),
                Version = 1,
                MovedAt = clock.GetUtcNow(),
            });
        }
    }

    private static string TextFor(Site site) => site.PointIsPublic
        ? "The warehouse: blue gate beside the invented bakery. Ring twice."
        : $"Invented car park, {site.Area.In("en")}: behind the third lamp post. The lead wears an orange hat.";
}
