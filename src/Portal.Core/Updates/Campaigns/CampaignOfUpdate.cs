using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Updates.Campaigns;

/// <summary>Whether an update may belong to the campaign that was chosen for it.</summary>
internal static class CampaignOfUpdate
{
    /// <summary>What is wrong with a choice; none is always right, and so is <paramref name="kept"/>, which the update has already.</summary>
    public static async Task<UpdateFault?> FaultAsync(PortalDbContext db, Guid? chosen, Guid? kept, CancellationToken cancellationToken)
    {
        if (chosen is not { } id || chosen == kept)
        {
            return null;
        }

        var found = await db.Campaigns.Where(c => c.Id == id).Select(c => new { c.EndedAt }).SingleOrDefaultAsync(cancellationToken);
        return found switch
        {
            null => UpdateFault.CampaignUnknown,
            { EndedAt: not null } => UpdateFault.CampaignEnded,
            _ => null,
        };
    }

    /// <summary>The same within a transaction that posts: a campaign that is ended at the same moment waits for it, or was first.</summary>
    public static async Task<UpdateFault?> HoldAsync(PortalDbContext db, Guid? chosen, Guid? kept, CancellationToken cancellationToken)
    {
        if (chosen is { } id && chosen != kept)
        {
            await db.Campaigns.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Slug, c => c.Slug), cancellationToken);
        }

        return await FaultAsync(db, chosen, kept, cancellationToken);
    }
}
