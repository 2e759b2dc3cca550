using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates;

/// <summary>Posts, edits and withdraws updates for organisers. Each act is one transaction that ends with the channel's next number.</summary>
public sealed class UpdateService(
    IDbContextFactory<PortalDbContext> contexts, BesidePoints points, UpdateChanges changes, UpdatePosting posting, LiveHints hints, TimeProvider clock)
{
    /// <summary>All that is wrong with what is to be posted; empty when it may be, provided that the channel is one of the organisation's.</summary>
    public static IReadOnlyList<UpdateFault> FaultsOf(UpdateText text, string channel) =>
        [.. text.Cleaned().Faults(), .. Channel.IsWellFormed(channel) ? [] : new[] { UpdateFault.ChannelUnknown }];

    /// <summary>
    /// Posts once per <paramref name="formKey"/>: a double tap or a retry gets the first one's answer. To the channels that are everybody's,
    /// to that of the organisation, and to those of its shifts.
    /// </summary>
    public async Task<UpdateOutcome> PostAsync(Guid authorId, Guid organisationId, string channel, UpdateText text, Guid formKey, CancellationToken cancellationToken)
    {
        text = await points.LayAsync(text, authorId, organisationId, cancellationToken);
        if (FaultsOf(text, channel) is { Count: > 0 } faults)
        {
            return await RefusedAsync(faults, text, updateId: null, cancellationToken);
        }

        text = text.Cleaned();

        try
        {
            return await PostOnceAsync(authorId, organisationId, channel, text, formKey, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same form at the same moment: whoever came first has posted it.
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await PostedBeforeAsync(db, authorId, formKey, cancellationToken) is { } before)
            {
                return before;
            }

            throw;
        }
    }

    /// <summary>Gives an update another text. <paramref name="version"/> is that of the text the organiser saw.</summary>
    public async Task<UpdateOutcome> EditAsync(Guid organiserId, Guid updateId, int version, UpdateText text, CancellationToken cancellationToken)
    {
        text = (await points.LayOnUpdateAsync(text, organiserId, updateId, cancellationToken)).Cleaned();
        if (text.Faults().ToList() is { Count: > 0 } faults)
        {
            return await RefusedAsync(faults, text, updateId, cancellationToken);
        }

        return await changes.MakeAsync(organiserId, updateId, ChannelEventKind.Edited, async (db, update) =>
        {
            if (update.WithdrawnAt is not null)
            {
                return UpdateOutcome.Not(UpdateResult.Withdrawn);
            }

            if (update.Says(text))
            {
                return UpdateOutcome.Done(updateId);
            }

            if (await CampaignOfUpdate.HoldAsync(db, text.CampaignId, update.CampaignId, cancellationToken) is { } wrong)
            {
                return UpdateOutcome.Refused([wrong]);
            }

            if (await db.UpdateTranslations.AnyAsync(t => t.UpdateId == updateId && t.Language == text.Language, cancellationToken))
            {
                return UpdateOutcome.Refused([UpdateFault.LanguageTranslated]);
            }

            if (update.Version != version || !update.TryEdit(text, clock.GetUtcNow()))
            {
                return UpdateOutcome.Not(UpdateResult.ChangedMeanwhile);
            }

            RiskRecord.Add(db, clock, organiserId, update.OrganisationId, updateId, text);
            return null;
        }, cancellationToken);
    }

    /// <summary>Takes an update back from every screen, whatever else is done to it at that moment; its words are gone for good. Twice is the same as once.</summary>
    public Task<UpdateOutcome> WithdrawAsync(Guid organiserId, Guid updateId, CancellationToken cancellationToken) =>
        changes.MakeAsync(organiserId, updateId, ChannelEventKind.Withdrawn, async (db, update) =>
        {
            if (!update.TryWithdraw(clock.GetUtcNow()))
            {
                return UpdateOutcome.Done(updateId);
            }

            await db.Solidarities.Where(s => s.UpdateId == updateId).ExecuteDeleteAsync(cancellationToken);
            await db.UpdateTranslations.Where(t => t.UpdateId == updateId).ExecuteDeleteAsync(cancellationToken);
            await db.UpdatePictures.Where(p => p.UpdateId == updateId).ExecuteDeleteAsync(cancellationToken);
            return null;
        }, cancellationToken);

    private async Task<UpdateOutcome> PostOnceAsync(Guid authorId, Guid organisationId, string channel, UpdateText text, Guid formKey, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await PostedBeforeAsync(db, authorId, formKey, cancellationToken) is { } before)
        {
            return before;
        }

        if (!await db.OrganisedBy(authorId, now).AnyAsync(id => id == organisationId, cancellationToken))
        {
            return UpdateOutcome.Not(UpdateResult.NotFound);
        }

        if (await UpdatePosting.FaultsAsync(db, organisationId, channel, text.CampaignId, cancellationToken) is { Count: > 0 } faults)
        {
            return UpdateOutcome.Refused(faults);
        }

        var id = Ids.New(clock);
        FormMade.Add(db, FormMade.Update, authorId, formKey, id, now);
        await posting.AddAsync(db, new UpdatePost(id, authorId, organisationId, channel, text), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hints.ChannelsMoved(channel);
        return UpdateOutcome.Done(id);
    }

    // All reasons at once, that of the campaign too.
    private async Task<UpdateOutcome> RefusedAsync(IReadOnlyList<UpdateFault> faults, UpdateText text, Guid? updateId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var kept = updateId is null ? null : await db.Updates.Where(u => u.Id == updateId).Select(u => u.CampaignId).SingleOrDefaultAsync(cancellationToken);
        return UpdateOutcome.Refused(await CampaignOfUpdate.FaultAsync(db, text.CampaignId, kept, cancellationToken) is { } wrong ? [.. faults, wrong] : faults);
    }

    private static async Task<UpdateOutcome?> PostedBeforeAsync(PortalDbContext db, Guid authorId, Guid formKey, CancellationToken cancellationToken) =>
        await FormMade.FindAsync(db, FormMade.Update, authorId, formKey, cancellationToken) switch
        {
            null => null,
            { Id: { } id } => UpdateOutcome.Done(id),
            _ => UpdateOutcome.Not(UpdateResult.NotFound),
        };
}
