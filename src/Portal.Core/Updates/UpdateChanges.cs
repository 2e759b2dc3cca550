using Microsoft.EntityFrameworkCore;
using Portal.Core.Circles;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Updates;

/// <summary>Changes one update of an organiser's organisations, or of a host's circles, in one transaction that ends with the channel's next number.</summary>
public sealed class UpdateChanges(Retry retry, LiveHints hints, TimeProvider clock)
{
    /// <summary>
    /// Makes the change that <paramref name="decide"/> makes of the update, unless it answers. Who meets another change looks again and decides
    /// anew: a withdrawal finds the newer text, an edit that it is no more the one it was made for. <paramref name="lastly"/> looks once more
    /// while nobody else can change anything of the channel; where it answers, nothing was done.
    /// </summary>
    internal async Task<UpdateOutcome> MakeAsync(
        Guid organiserId, Guid updateId, ChannelEventKind kind, Func<PortalDbContext, Update, Task<UpdateOutcome?>> decide, CancellationToken cancellationToken,
        Func<PortalDbContext, Update, Task<UpdateOutcome?>>? lastly = null)
    {
        var (outcome, moved) = await retry.RunAsync((db, token) => OnceAsync(db, organiserId, updateId, kind, decide, lastly, token), cancellationToken);
        if (moved is not null)
        {
            hints.ChannelsMoved(moved);
        }

        return outcome;
    }

    private async Task<(UpdateOutcome Outcome, string? Moved)> OnceAsync(
        PortalDbContext db, Guid organiserId, Guid updateId, ChannelEventKind kind,
        Func<PortalDbContext, Update, Task<UpdateOutcome?>> decide, Func<PortalDbContext, Update, Task<UpdateOutcome?>>? lastly, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var update = await db.Updates
            .Where(u => u.Id == updateId
                && ((u.OrganisationId != null && db.OrganisedBy(organiserId, now).Contains(u.OrganisationId.Value))
                    // What is said in a circle is reported to the administrators, who may take it back.
                    || (u.CircleId != null && (db.CirclesHostedBy(organiserId).Contains(u.CircleId.Value) || (kind == ChannelEventKind.Withdrawn && db.Administrators(now).Contains(organiserId))))))
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
        if (lastly is not null && await lastly(db, update) is { } late)
        {
            return (late, null);
        }

        db.ChannelEvents.Add(new ChannelEvent { Channel = update.Channel, Seq = seq, UpdateId = updateId, Kind = kind, At = now });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (UpdateOutcome.Done(updateId), update.Channel);
    }
}
