using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Core.Updates.Campaigns;

/// <summary>Begins, rewrites, ends and reopens campaigns, for administrators. None is ever deleted: updates belong to it, and links lead there.</summary>
public sealed class CampaignService(Retry retry, RunningCampaigns running, TimeProvider clock)
{
    /// <summary>Begins one once per <paramref name="formKey"/>: a double tap gets the first one's answer. Its name in addresses stays for good.</summary>
    public Task<CampaignOutcome> CreateAsync(Guid actorId, string slug, CampaignText text, Guid formKey, CancellationToken cancellationToken)
    {
        var (name, clean) = (slug.Trim(), text.Cleaned());
        return ThenShowAsync(retry.RunAsync((db, token) => CreateOnceAsync(db, actorId, name, clean, formKey, token), cancellationToken));
    }

    /// <summary>Writes one anew, if nobody did so since <paramref name="version"/>.</summary>
    public Task<CampaignOutcome> SaveAsync(Guid actorId, Guid id, int version, CampaignText text, CancellationToken cancellationToken)
    {
        var clean = text.Cleaned();
        return ThenShowAsync(retry.RunAsync((db, token) => SaveOnceAsync(db, actorId, id, version, clean, token), cancellationToken));
    }

    /// <summary>Ends one, or reopens it; twice is the same as once. Its page stays, and so do its updates.</summary>
    public Task<CampaignOutcome> EndAsync(Guid id, bool ended, CancellationToken cancellationToken) =>
        ThenShowAsync(retry.RunAsync((db, token) => EndOnceAsync(db, id, ended, token), cancellationToken));

    private async Task<CampaignOutcome> SaveOnceAsync(PortalDbContext db, Guid actorId, Guid id, int version, CampaignText text, CancellationToken cancellationToken)
    {
        if (await db.Campaigns.FirstOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } campaign)
        {
            return new(CampaignResult.NotFound);
        }

        var (faults, lacksReason) = (text.Faults(), text.LacksReason());
        if (faults.Count > 0 || lacksReason)
        {
            return new(CampaignResult.Refused, faults, null, lacksReason);
        }

        if (text.IsOf(campaign))
        {
            return new(CampaignResult.Done);
        }

        if (campaign.Version != version)
        {
            return new(CampaignResult.ChangedMeanwhile);
        }

        (campaign.Name, campaign.Lead, campaign.Story) = (text.Name, text.Lead, text.Story);
        campaign.Version++;
        Record(db, actorId, id, text);
        await db.SaveChangesAsync(cancellationToken);
        return new(CampaignResult.Done);
    }

    private async Task<CampaignOutcome> CreateOnceAsync(PortalDbContext db, Guid actorId, string slug, CampaignText text, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // One form of a person after the other: the second tap waits for the first, and finds what it made.
        if (!await db.LockSupporterAsync(actorId, cancellationToken))
        {
            return new(CampaignResult.NotFound);
        }

        if (await FormMade.FindAsync(db, FormMade.Campaign, actorId, formKey, cancellationToken) is { } before)
        {
            return new(before.Id is null ? CampaignResult.NotFound : CampaignResult.Done);
        }

        // Of two who choose one name at once, the index refuses the second, who then looks again.
        var wrong = CampaignSlug.FaultOf(slug) ?? (await db.Campaigns.AnyAsync(c => c.Slug == slug, cancellationToken) ? SlugFault.Taken : null);
        var (faults, lacksReason) = (text.Faults(), text.LacksReason());
        if (wrong is not null || faults.Count > 0 || lacksReason)
        {
            return new(CampaignResult.Refused, faults, wrong, lacksReason);
        }

        var id = Ids.New(clock);
        db.Campaigns.Add(new Campaign { Id = id, Slug = slug, Name = text.Name, Lead = text.Lead, Story = text.Story });
        FormMade.Add(db, FormMade.Campaign, actorId, formKey, id, clock.GetUtcNow());
        Record(db, actorId, id, text);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(CampaignResult.Done);
    }

    private void Record(PortalDbContext db, Guid actorId, Guid id, CampaignText text) =>
        RiskRecord.Add(db, clock, "campaign.written-with-risk", actorId, organisationId: null, id, text.WhySafe, text.Risks);

    private async Task<CampaignOutcome> EndOnceAsync(PortalDbContext db, Guid id, bool ended, CancellationToken cancellationToken)
    {
        if (await db.Campaigns.FirstOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } campaign)
        {
            return new(CampaignResult.NotFound);
        }

        if (ended != campaign.EndedAt is not null)
        {
            campaign.EndedAt = ended ? clock.GetUtcNow() : null;
            campaign.Version++;
            await db.SaveChangesAsync(cancellationToken);
        }

        return new(CampaignResult.Done);
    }

    private async Task<CampaignOutcome> ThenShowAsync(Task<CampaignOutcome> writing)
    {
        var outcome = await writing;
        running.Forget();
        return outcome;
    }
}
