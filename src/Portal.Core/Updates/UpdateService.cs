using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Updates;

/// <summary>Posts, edits and withdraws updates for organisers. Each act is one transaction that ends with the channel's next number.</summary>
public sealed class UpdateService(IDbContextFactory<PortalDbContext> contexts, Retry retry, LiveHints hints, TimeProvider clock)
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
        text = text.Cleaned();
        if (text.Faults().ToList() is { Count: > 0 } faults)
        {
            return await RefusedAsync(faults, text, updateId, cancellationToken);
        }

        return await ChangeAsync(organiserId, updateId, ChannelEventKind.Edited, async (db, update) =>
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

            var now = clock.GetUtcNow();
            if (update.Version != version || !update.TryEdit(text, now))
            {
                return UpdateOutcome.Not(UpdateResult.ChangedMeanwhile);
            }

            LogRisks(db, organiserId, update.OrganisationId, updateId, text, now);
            return null;
        }, cancellationToken);
    }

    /// <summary>Takes an update back from every screen, whatever else is done to it at that moment; its words are gone for good. Twice is the same as once.</summary>
    public Task<UpdateOutcome> WithdrawAsync(Guid organiserId, Guid updateId, CancellationToken cancellationToken) =>
        ChangeAsync(organiserId, updateId, ChannelEventKind.Withdrawn, async (db, update) =>
        {
            if (!update.TryWithdraw(clock.GetUtcNow()))
            {
                return UpdateOutcome.Done(updateId);
            }

            await db.Solidarities.Where(s => s.UpdateId == updateId).ExecuteDeleteAsync(cancellationToken);
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

        if (!await OrganisersOf(db, authorId, now).AnyAsync(m => m.OrganisationId == organisationId, cancellationToken))
        {
            return UpdateOutcome.Not(UpdateResult.NotFound);
        }

        List<UpdateFault> faults = await MayPostToAsync(db, organisationId, channel, cancellationToken) ? [] : [UpdateFault.ChannelUnknown];
        if (await CampaignOfUpdate.HoldAsync(db, text.CampaignId, kept: null, cancellationToken) is { } wrong)
        {
            faults.Add(wrong);
        }

        if (faults.Count > 0)
        {
            return UpdateOutcome.Refused(faults);
        }

        var id = Ids.New(clock);
        FormMade.Add(db, FormMade.Update, authorId, formKey, id, now);
        LogRisks(db, authorId, organisationId, id, text, now);
        await db.SaveChangesAsync(cancellationToken);
        var seq = await ChannelNumbers.NextAsync(db, channel, now, cancellationToken);
        db.Updates.Add(new Update
        {
            Id = id,
            AuthorId = authorId,
            OrganisationId = organisationId,
            CampaignId = text.CampaignId,
            Channel = channel,
            Severity = text.Severity,
            Title = text.Title,
            Body = text.Body,
            Html = MarkdownRenderer.ToHtml(text.Body),
            Language = text.Language,
            Seq = seq,
            PublishedAt = now,
        });
        db.ChannelEvents.Add(new ChannelEvent { Channel = channel, Seq = seq, UpdateId = id, Kind = ChannelEventKind.Posted, At = now });
        await db.SaveChangesAsync(cancellationToken);
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

    private async Task<UpdateOutcome> ChangeAsync(
        Guid organiserId, Guid updateId, ChannelEventKind kind, Func<PortalDbContext, Update, Task<UpdateOutcome?>> decide, CancellationToken cancellationToken)
    {
        // Who meets another change looks again and decides anew: a withdrawal finds the newer text, an edit that it is no more the one it was made for.
        var (outcome, moved) = await retry.RunAsync((db, token) => ChangeOnceAsync(db, organiserId, updateId, kind, decide, token), cancellationToken);
        if (moved is not null)
        {
            hints.ChannelsMoved(moved);
        }

        return outcome;
    }

    private async Task<(UpdateOutcome Outcome, string? Moved)> ChangeOnceAsync(
        PortalDbContext db, Guid organiserId, Guid updateId, ChannelEventKind kind, Func<PortalDbContext, Update, Task<UpdateOutcome?>> decide, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var update = await db.Updates
            .Where(u => u.Id == updateId && OrganisersOf(db, organiserId, now).Any(m => m.OrganisationId == u.OrganisationId))
            .SingleOrDefaultAsync(cancellationToken);
        if (update is null)
        {
            return (UpdateOutcome.Not(UpdateResult.NotFound), null);
        }

        if (await decide(db, update) is { } answer)
        {
            return (answer, null);
        }

        await db.SaveChangesAsync(cancellationToken);
        var seq = await ChannelNumbers.NextAsync(db, update.Channel, now, cancellationToken);
        db.ChannelEvents.Add(new ChannelEvent { Channel = update.Channel, Seq = seq, UpdateId = updateId, Kind = kind, At = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (UpdateOutcome.Done(updateId), update.Channel);
    }

    // That somebody was warned, of what, and why it stayed; not what was written.
    private void LogRisks(PortalDbContext db, Guid actorId, Guid organisationId, Guid updateId, UpdateText text, DateTimeOffset now)
    {
        if (text.Risks() is { Count: > 0 } risks)
        {
            db.AuditEntries.Add(new AuditEntry
            {
                Id = Ids.New(clock),
                At = now,
                ActorId = actorId,
                Action = "update.posted-with-risk",
                SubjectId = updateId,
                OrganisationId = organisationId,
                Detail = $"{string.Join(", ", risks.Select(r => r.Risk).Distinct())}: {text.WhySafe}",
            });
        }
    }

    private static async Task<bool> MayPostToAsync(PortalDbContext db, Guid organisationId, string channel, CancellationToken cancellationToken) =>
        channel is Channel.Public or Channel.Community
        || (Channel.IsOfOrganisation(channel, out var slug) && await db.Organisations.AnyAsync(o => o.Id == organisationId && o.Slug == slug, cancellationToken))
        || (Channel.IsOfShift(channel, out var shift) && await db.Shifts.AnyAsync(s => s.Id == shift && s.OrganisationId == organisationId, cancellationToken));

    private static async Task<UpdateOutcome?> PostedBeforeAsync(PortalDbContext db, Guid authorId, Guid formKey, CancellationToken cancellationToken) =>
        await FormMade.FindAsync(db, FormMade.Update, authorId, formKey, cancellationToken) switch
        {
            null => null,
            { Id: { } id } => UpdateOutcome.Done(id),
            _ => UpdateOutcome.Not(UpdateResult.NotFound),
        };

    private static IQueryable<Membership> OrganisersOf(PortalDbContext db, Guid supporterId, DateTimeOffset now) =>
        from membership in db.Memberships
        join supporter in db.Supporters on membership.SupporterId equals supporter.Id
        where supporter.Id == supporterId && supporter.EmailConfirmed && supporter.SuspendedAt == null
            && membership.Role == MembershipRole.Organiser && membership.State == MembershipState.Active
            && (membership.EndsAt == null || membership.EndsAt > now)
        select membership;
}
