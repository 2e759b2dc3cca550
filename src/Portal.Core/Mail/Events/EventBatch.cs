using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Standings;
using Portal.Core.Newsletters.Sending;

namespace Portal.Core.Mail.Events;

/// <summary>What one transaction of <see cref="EventApplication"/> does: takes its events, moves messages, addresses and newsletters, notes what each event came to.</summary>
public sealed class EventBatch(AddressVerdicts addresses, AutomaticPause pause, TimeProvider clock)
{
    /// <summary>Applies events to messages, addresses and newsletters; all or nothing. True when it wrote mail.</summary>
    public async Task<bool> ApplyAsync(PortalDbContext db, IReadOnlyList<ReadEvent> events, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await TakeAsync(db, events.Select(one => one.Stored), cancellationToken))
        {
            // Somebody else has some of them: whoever asks for the next ones sees what is left.
            return false;
        }

        var messages = await MessagesAsync(db, events, cancellationToken);
        var known = events.Where(one => one.News is { } news && messages.ContainsKey(news.MessageId)).Select(one => one.News!).ToList();
        var moved = new List<(Guid Newsletter, DeliveryOutcome From, DeliveryOutcome To)>();
        foreach (var news in known.GroupBy(one => one.MessageId).OrderBy(group => group.Key))
        {
            await MoveAsync(db, messages[news.Key], [.. news], moved, cancellationToken);
        }

        await addresses.JudgeAsync(db, known, cancellationToken);
        await CountAsync(db, moved, cancellationToken);
        var paused = await pause.ConsiderAsync(db, moved.Where(move => IsTrouble(move.To)).Select(move => move.Newsletter), cancellationToken);
        await NoteAsync(db, events, messages, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return paused;
    }

    /// <summary>Notes that an event cannot be applied. Always true.</summary>
    public async Task<bool> GiveUpAsync(PortalDbContext db, ProviderEvent one, string result, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (number, now) = (one.Number, clock.GetUtcNow());
        await db.ProviderEvents.Where(e => e.Number == number && e.AppliedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.AppliedAt, now).SetProperty(e => e.Result, result), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Two workers may have read the same events; the second waits here for the first, and then takes none.
    private async Task<bool> TakeAsync(PortalDbContext db, IEnumerable<ProviderEvent> events, CancellationToken cancellationToken)
    {
        var (numbers, now) = (events.Select(e => e.Number).ToList(), clock.GetUtcNow());
        var taken = await db.ProviderEvents.Where(e => numbers.Contains(e.Number) && e.AppliedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.AppliedAt, now), cancellationToken);
        return taken == numbers.Count;
    }

    private static async Task<Dictionary<Guid, Stand>> MessagesAsync(PortalDbContext db, IReadOnlyList<ReadEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Where(one => one.News is not null).Select(one => one.News!.MessageId).Distinct().ToList();
        return await db.Messages.Where(m => ids.Contains(m.Id))
            .Select(m => new Stand(m.Id, m.NewsletterId, m.Outcome, m.OutcomeAt, m.OutcomeReason, m.ResentAt))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
    }

    private async Task MoveAsync(
        PortalDbContext db, Stand message, List<DeliveryNews> all, List<(Guid, DeliveryOutcome, DeliveryOutcome)> moved, CancellationToken cancellationToken)
    {
        // A message that was sent again speaks for itself: what went wrong with it before is over.
        var news = all.Where(one => !(one.Outcome is DeliveryOutcome.Blocked or DeliveryOutcome.Dropped or DeliveryOutcome.Bounced && one.IsFromBefore(message.ResentAt))).ToList();
        if (news.Where(one => one.Outcome == DeliveryOutcome.Dropped).MinBy(one => (one.At, one.Reason)) is { } dropped)
        {
            await FailAsync(db, message, dropped.Reason, cancellationToken);
        }

        var now = message;
        foreach (var one in news.Where(one => one.Outdoes(now.Outcome, now.At, now.Reason)))
        {
            now = now with { Outcome = one.Outcome, At = one.At, Reason = one.Reason };
        }

        if (now == message)
        {
            return;
        }

        var before = message.Outcome;
        var written = await db.Messages.Where(m => m.Id == message.Id && m.Outcome == before).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.Outcome, now.Outcome).SetProperty(m => m.OutcomeAt, now.At).SetProperty(m => m.OutcomeReason, now.Reason), cancellationToken);
        if (written != 1)
        {
            throw new DbUpdateConcurrencyException("Another batch moved the same message.");
        }

        if (message.NewsletterId is { } newsletter && before != now.Outcome)
        {
            moved.Add((newsletter, before, now.Outcome));
        }
    }

    // For good, also where it counted as sent: it never left the provider.
    private async Task FailAsync(PortalDbContext db, Stand message, string? reason, CancellationToken cancellationToken)
    {
        var (id, now, wasSent) = (message.Id, clock.GetUtcNow(), false);
        if (message.NewsletterId is { } counts)
        {
            await IssueTallies.LockAsync(db, counts, cancellationToken);
            wasSent = await db.Messages.AnyAsync(m => m.Id == id && m.State == MessageState.Sent, cancellationToken);
        }

        var failed = await db.Messages.Where(m => m.Id == id && m.State != MessageState.Skipped && m.State != MessageState.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Failed).SetProperty(m => m.Reason, reason).SetProperty(m => m.SettledAt, now)
                .SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        if (failed == 1 && message.NewsletterId is { } newsletter)
        {
            await IssueTallies.RaiseAsync(db, newsletter, MessageState.Sent, null, wasSent ? -1 : 0, cancellationToken);
            await IssueTallies.RaiseAsync(db, newsletter, MessageState.Failed, reason, 1, cancellationToken);
        }
    }

    // A newsletter counts its messages by their outcome: one that goes on to a higher one is taken from the lower one's number.
    private static async Task CountAsync(PortalDbContext db, List<(Guid Newsletter, DeliveryOutcome From, DeliveryOutcome To)> moved, CancellationToken cancellationToken)
    {
        foreach (var newsletter in moved.GroupBy(move => move.Newsletter).OrderBy(group => group.Key))
        {
            int Change(DeliveryOutcome outcome) => newsletter.Count(move => move.To == outcome) - newsletter.Count(move => move.From == outcome);
            var (bounced, complained, left) = (Change(DeliveryOutcome.Bounced), Change(DeliveryOutcome.Complained), Change(DeliveryOutcome.Unsubscribed));
            if ((bounced, complained, left) != (0, 0, 0))
            {
                var id = newsletter.Key;
                await db.Newsletters.Where(n => n.Id == id).ExecuteUpdateAsync(
                    set => set.SetProperty(n => n.Bounced, n => n.Bounced + bounced)
                        .SetProperty(n => n.Complained, n => n.Complained + complained)
                        .SetProperty(n => n.Left, n => n.Left + left),
                    cancellationToken);
            }
        }
    }

    private static async Task NoteAsync(PortalDbContext db, IReadOnlyList<ReadEvent> events, Dictionary<Guid, Stand> messages, CancellationToken cancellationToken)
    {
        foreach (var group in events.GroupBy(one => ResultOf(one, messages)))
        {
            var (result, numbers) = (group.Key, group.Select(one => one.Stored.Number).ToList());
            await db.ProviderEvents.Where(e => numbers.Contains(e.Number)).ExecuteUpdateAsync(set => set.SetProperty(e => e.Result, result), cancellationToken);
        }
    }

    private static string ResultOf(ReadEvent one, Dictionary<Guid, Stand> messages) => one.News switch
    {
        null => "ignored",
        { } news when !messages.ContainsKey(news.MessageId) => "message-unknown",
        { } news => news.Outcome.ToString(),
    };

    private static bool IsTrouble(DeliveryOutcome outcome) => outcome is DeliveryOutcome.Bounced or DeliveryOutcome.Complained;

    private sealed record Stand(Guid Id, Guid? NewsletterId, DeliveryOutcome Outcome, DateTimeOffset? At, string? Reason, DateTimeOffset? ResentAt);
}
