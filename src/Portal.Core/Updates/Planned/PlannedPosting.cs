using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Updates.Planned;

/// <summary>
/// Posts what was planned: in one transaction with the end of the plan and under its identifier, so that twice is the same as once, whoever
/// comes. What may not be posted any more is held for its organisers; it is neither posted in silence nor lost.
/// </summary>
public sealed class PlannedPosting(IDbContextFactory<PortalDbContext> contexts, Retry retry, UpdatePosting posting, LiveHints hints, TimeProvider clock, ILogger<PlannedPosting> log)
{
    private const int AtOnce = 100;

    private enum Turn
    {
        Nothing,
        Posted,
        Held,
    }

    /// <summary>Posts or holds what is due, the oldest first. One that cannot be done stands in nobody's way: it is tried again.</summary>
    public async Task<(int Posted, int Held)> RunAsync(CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        foreach (var id in await DueAsync(cancellationToken))
        {
            try
            {
                var (turn, channel, _) = await retry.RunAsync((db, token) => TakeAsync(db, id, organiserId: null, token), cancellationToken);
                turns.Add(turn);
                Tell(turn, channel);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogError(fault, "The planned update {Update} could not be posted; it is tried again.", id);
            }
        }

        return (turns.Count(t => t == Turn.Posted), turns.Count(t => t == Turn.Held));
    }

    /// <summary>Posts at once what an organiser of its organisation looked at, held or not. Where its author is none any more, whoever posts it answers for it.</summary>
    public async Task<UpdateOutcome> PostNowAsync(Guid organiserId, Guid id, CancellationToken cancellationToken)
    {
        var (turn, channel, outcome) = await retry.RunAsync((db, token) => TakeAsync(db, id, organiserId, token), cancellationToken);
        Tell(turn, channel);
        return outcome;
    }

    private async Task<IReadOnlyList<Guid>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PlannedUpdates.Where(p => p.PublishAt <= now && p.HeldAt == null)
            .OrderBy(p => p.PublishAt).ThenBy(p => p.Id).Select(p => p.Id).Take(AtOnce).ToListAsync(cancellationToken);
    }

    private async Task<(Turn Turn, string? Channel, UpdateOutcome Outcome)> TakeAsync(PortalDbContext db, Guid id, Guid? organiserId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.PlannedUpdates.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } planned
            || (organiserId is null && (planned.HeldAt is not null || planned.PublishAt > now))
            || (organiserId is { } somebody && !await MayAsync(db, somebody, planned, now, cancellationToken)))
        {
            return (Turn.Nothing, null, UpdateOutcome.Not(UpdateResult.NotFound));
        }

        var authorMay = await MayAsync(db, planned.AuthorId, planned, now, cancellationToken);
        var faults = await UpdatePosting.FaultsAsync(db, planned.OrganisationId, planned.Channel, planned.CampaignId, cancellationToken);
        var mine = db.PlannedUpdates.Where(p => p.Id == id && p.Version == planned.Version);
        if (faults.Count > 0 || (organiserId is null && !authorMay))
        {
            var held = organiserId is null
                && await mine.ExecuteUpdateAsync(set => set.SetProperty(p => p.HeldAt, now).SetProperty(p => p.Version, p => p.Version + 1), cancellationToken) > 0;
            await transaction.CommitAsync(cancellationToken);
            return (held ? Turn.Held : Turn.Nothing, null, UpdateOutcome.Refused(faults));
        }

        // Whoever takes the row away posts it; who comes second waits for the first here, and finds nothing.
        if (await mine.ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return (Turn.Nothing, null, UpdateOutcome.Not(UpdateResult.ChangedMeanwhile));
        }

        await posting.AddAsync(db, new UpdatePost(id, authorMay ? planned.AuthorId : organiserId!.Value, planned.OrganisationId, planned.Channel, planned.Text()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (Turn.Posted, planned.Channel, UpdateOutcome.Done(id));
    }

    private void Tell(Turn turn, string? channel)
    {
        if (turn == Turn.Posted && channel is not null)
        {
            hints.ChannelsMoved(channel);
        }
    }

    private static Task<bool> MayAsync(PortalDbContext db, Guid supporterId, PlannedUpdate planned, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.OrganisedBy(supporterId, now).AnyAsync(id => id == planned.OrganisationId, cancellationToken);
}
