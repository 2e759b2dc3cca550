using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Newsletters.Editions;

/// <summary>A public update in a newsletter.</summary>
public sealed record BlockUpdate(Guid Id, string Title, string Organisation, DateTimeOffset PublishedAt);

/// <summary>How a campaign is going: how many public updates it has, and the latest.</summary>
public sealed record BlockCampaign(LocalText Name, string Slug, int Count, IReadOnlyList<BlockUpdate> Latest);

/// <summary>What the blocks of a newsletter tell, as it is true at one moment. Nothing in it is for members only, and no meeting point.</summary>
public sealed record BlockFacts(IReadOnlyList<ComingShift> Shifts, IReadOnlyList<BlockUpdate> Updates, IReadOnlyList<BlockCampaign> Campaigns)
{
    private const int MostShifts = 8;
    private const int MostUpdates = 5;
    private const int LatestOfCampaign = 3;

    /// <summary>Reads what these blocks need: at most four queries.</summary>
    public static async Task<BlockFacts> ReadAsync(
        PortalDbContext db, ComingShifts coming, IReadOnlyCollection<NewsletterBlock> blocks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slugs = blocks.Where(b => b.Name == NewsletterBlock.Campaign).Select(b => b.Slug).Distinct(StringComparer.Ordinal).ToList();
        return new(
            blocks.Any(b => b.Name == NewsletterBlock.Shifts) ? Lacking(await coming.CurrentAsync(cancellationToken), now) : [],
            blocks.Any(b => b.Name == NewsletterBlock.Updates) ? await Latest(Public(db), MostUpdates).ToListAsync(cancellationToken) : [],
            slugs.Count > 0 ? await CampaignsAsync(db, slugs, cancellationToken) : []);
    }

    /// <summary>How many people a shift lacks to be able to run.</summary>
    public static int Lacks(ComingShift shift) => shift.Positions.Sum(p => Math.Max(0, Math.Min(p.Minimum - p.Held + p.Seeking, p.Free)));

    private static List<ComingShift> Lacking(ShiftSnapshot snapshot, DateTimeOffset now) =>
        [.. snapshot.Shifts.Where(s => s.Visibility == Visibility.Public && s.StartsAt > now && (s.BookingOpensAt is null || s.BookingOpensAt <= now) && Lacks(s) > 0).Take(MostShifts)];

    private static IQueryable<Update> Public(PortalDbContext db) => db.Updates.AsNoTracking().Where(u => u.Channel == Channel.Public && u.WithdrawnAt == null);

    private static IQueryable<BlockUpdate> Latest(IQueryable<Update> updates, int count) => updates
        .OrderByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq)
        .Take(count)
        .Select(u => new BlockUpdate(u.Id, u.Title, u.Organisation!.Name, u.PublishedAt));

    private static async Task<IReadOnlyList<BlockCampaign>> CampaignsAsync(PortalDbContext db, List<string> slugs, CancellationToken cancellationToken)
    {
        var found = await db.Campaigns.AsNoTracking()
            .Where(c => slugs.Contains(c.Slug))
            .Select(c => new { c.Id, c.Name, c.Slug, Count = db.Updates.Count(u => u.CampaignId == c.Id && u.Channel == Channel.Public && u.WithdrawnAt == null) })
            .ToListAsync(cancellationToken);
        var ids = found.ConvertAll(c => (Guid?)c.Id);
        var latest = await Public(db)
            .Where(u => ids.Contains(u.CampaignId) && db.Updates.Count(newer => newer.CampaignId == u.CampaignId && newer.Channel == Channel.Public && newer.WithdrawnAt == null && newer.Seq > u.Seq) < LatestOfCampaign)
            .OrderByDescending(u => u.Seq)
            .Select(u => new { u.CampaignId, Update = new BlockUpdate(u.Id, u.Title, u.Organisation!.Name, u.PublishedAt) })
            .ToListAsync(cancellationToken);
        return found.ConvertAll(c => new BlockCampaign(c.Name, c.Slug, c.Count, [.. latest.Where(u => u.CampaignId == c.Id).Select(u => u.Update)]));
    }
}
