using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;

namespace Portal.Core.Mail.Events;

/// <summary>
/// Applies what was stored, each event once, whoever else does the same meanwhile. In whatever order events come, the end is the same.
/// One that cannot be applied is noted as such and stops no other.
/// </summary>
public sealed class EventApplication(
    IDbContextFactory<PortalDbContext> contexts, Retry retry, EventBatch batch, MessageSettlement settlement, MailBell mailBell, TimeProvider clock, ILogger<EventApplication> log)
{
    /// <summary>How long events are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int BatchSize = 200;

    /// <summary>Applies all that is waiting; how many events that were.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        var applied = 0;
        while (await NextAsync(cancellationToken) is { Count: > 0 } events)
        {
            if (!await TryAsync(events, cancellationToken))
            {
                foreach (var one in events)
                {
                    await ApplyAloneAsync(one, cancellationToken);
                }
            }

            applied += events.Count;
        }

        return applied;
    }

    /// <summary>Erases what is older than <see cref="Kept"/>; how many those were.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var before = clock.GetUtcNow() - Kept;
        var erased = await db.ProviderEvents.Where(e => e.ReceivedAt < before).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return erased;
    }

    private async Task<List<ProviderEvent>> NextAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ProviderEvents.AsNoTracking().Where(e => e.AppliedAt == null).OrderBy(e => e.Number).Take(BatchSize).ToListAsync(cancellationToken);
    }

    private async Task<bool> TryAsync(List<ProviderEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(events, cancellationToken);
            return true;
        }
        catch (Exception fault) when (!IsPassing(fault))
        {
            log.LogWarning("A batch of {Count} events could not be applied as one ({Fault}); each goes alone.", events.Count, fault.GetType().Name);
            return false;
        }
    }

    private async Task ApplyAloneAsync(ProviderEvent one, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync([one], cancellationToken);
        }
        catch (Exception fault) when (!IsPassing(fault))
        {
            log.LogError(fault, "The event {Number} cannot be applied.", one.Number);
            await retry.RunAsync((db, stop) => batch.GiveUpAsync(db, one, $"failed-{fault.GetType().Name}", stop), cancellationToken);
        }
    }

    private async Task ApplyAsync(List<ProviderEvent> events, CancellationToken cancellationToken)
    {
        var read = events.ConvertAll(one => new ReadEvent(one, DeliveryNews.Read(one.Payload, one.ReceivedAt)));
        foreach (var some in (await UnsettledAsync(read, cancellationToken)).GroupBy(m => m.NewsletterId, m => m.Id))
        {
            await settlement.AcceptAsync([.. some], some.Key);
        }

        if (await retry.RunAsync((db, stop) => batch.ApplyAsync(db, read, stop), cancellationToken))
        {
            mailBell.Ring();
        }
    }

    // An acceptance is a fact whoever brings it, so it needs no share in the batch's transaction.
    private async Task<List<Unsettled>> UnsettledAsync(List<ReadEvent> read, CancellationToken cancellationToken)
    {
        var taken = read.Where(one => one.News is { WasTaken: true }).Select(one => one.News!.MessageId).Distinct().ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Messages
            .Where(m => taken.Contains(m.Id) && (m.State == MessageState.Sending || m.State == MessageState.InDoubt || m.State == MessageState.Held
                || (m.State == MessageState.Pending && m.Attempts > 0)))
            .OrderBy(m => m.Id).Select(m => new Unsettled(m.Id, m.NewsletterId)).ToListAsync(cancellationToken);
    }

    // The database is away or busy, or we are asked to stop: nothing is wrong with the event.
    private static bool IsPassing(Exception fault)
    {
        for (Exception? one = fault; one is not null; one = one.InnerException)
        {
            if (one is OperationCanceledException or TimeoutException or DbException { IsTransient: true })
            {
                return true;
            }
        }

        return Retry.IsCollision(fault);
    }

    private sealed record Unsettled(Guid Id, Guid? NewsletterId);
}

/// <summary>An event and what it says; null for nothing that concerns a message.</summary>
public sealed record ReadEvent(ProviderEvent Stored, DeliveryNews? News);
