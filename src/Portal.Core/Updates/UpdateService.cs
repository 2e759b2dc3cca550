using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Updates;

/// <summary>Posts, edits and withdraws updates for organisers. Each act is one transaction that ends with the channel's next number.</summary>
public sealed class UpdateService(IDbContextFactory<PortalDbContext> contexts, Retry retry, LiveHints hints, TimeProvider clock)
{
    /// <summary>The channels that organisers may post to.</summary>
    public static IReadOnlyList<string> Channels { get; } = [Channel.Public, Channel.Community];

    /// <summary>All that is wrong with what is to be posted; empty when it may be.</summary>
    public static IReadOnlyList<UpdateFault> FaultsOf(UpdateText text, string channel) =>
        [.. text.Cleaned().Faults(), .. Channels.Contains(channel) ? [] : new[] { UpdateFault.ChannelUnknown }];

    /// <summary>Posts once per <paramref name="formKey"/>: a double tap or a retry gets the first one's answer.</summary>
    public async Task<UpdateOutcome> PostAsync(Guid authorId, Guid organisationId, string channel, UpdateText text, Guid formKey, CancellationToken cancellationToken)
    {
        if (FaultsOf(text, channel) is { Count: > 0 } faults)
        {
            return UpdateOutcome.Refused(faults);
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
            return UpdateOutcome.Refused(faults);
        }

        return await ChangeAsync(organiserId, updateId, ChannelEventKind.Edited, update => update switch
        {
            { WithdrawnAt: not null } => UpdateOutcome.Not(UpdateResult.Withdrawn),
            _ when update.Says(text) => UpdateOutcome.Done(updateId),
            _ when update.Version != version => UpdateOutcome.Not(UpdateResult.ChangedMeanwhile),
            _ => update.TryEdit(text, clock.GetUtcNow()) ? null : UpdateOutcome.Not(UpdateResult.Withdrawn),
        }, cancellationToken);
    }

    /// <summary>Takes an update back from every screen, whatever else is done to it at that moment; its words are gone for good. Twice is the same as once.</summary>
    public Task<UpdateOutcome> WithdrawAsync(Guid organiserId, Guid updateId, CancellationToken cancellationToken) =>
        ChangeAsync(organiserId, updateId, ChannelEventKind.Withdrawn, update => update.TryWithdraw(clock.GetUtcNow()) ? null : UpdateOutcome.Done(updateId), cancellationToken);

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

        var id = Ids.New(clock);
        FormMade.Add(db, FormMade.Update, authorId, formKey, id, now);
        await db.SaveChangesAsync(cancellationToken);
        var seq = await NextAsync(db, channel, cancellationToken);
        db.Updates.Add(new Update
        {
            Id = id,
            AuthorId = authorId,
            OrganisationId = organisationId,
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

    private async Task<UpdateOutcome> ChangeAsync(
        Guid organiserId, Guid updateId, ChannelEventKind kind, Func<Update, UpdateOutcome?> decide, CancellationToken cancellationToken)
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
        PortalDbContext db, Guid organiserId, Guid updateId, ChannelEventKind kind, Func<Update, UpdateOutcome?> decide, CancellationToken cancellationToken)
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

        if (decide(update) is { } answer)
        {
            return (answer, null);
        }

        await db.SaveChangesAsync(cancellationToken);
        var seq = await NextAsync(db, update.Channel, cancellationToken);
        db.ChannelEvents.Add(new ChannelEvent { Channel = update.Channel, Seq = seq, UpdateId = updateId, Kind = kind, At = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (UpdateOutcome.Done(updateId), update.Channel);
    }

    /// <summary>The channel's next number, whose row stays locked until the commit: no gaps, and numbers become visible in order.</summary>
    private static async Task<long> NextAsync(PortalDbContext db, string channel, CancellationToken cancellationToken)
    {
        await db.Channels.Where(c => c.Name == channel).ExecuteUpdateAsync(set => set.SetProperty(c => c.Head, c => c.Head + 1), cancellationToken);
        return await db.Channels.Where(c => c.Name == channel).Select(c => c.Head).SingleAsync(cancellationToken);
    }

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
