using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail.Events;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;

namespace Portal.Core.Mail.Desk;

/// <summary>What administrators read of the mail. No list holds an address: whose mail it is says a name.</summary>
public sealed class MailDesk(PortalDbContext db, TimeProvider clock)
{
    /// <summary>How many rows a page of the list has.</summary>
    public const int PageSize = 50;

    private const int MostFound = 20;
    private const int MostEvents = 50;
    private static readonly TimeSpan Troubled = TimeSpan.FromDays(30);

    /// <summary>The state of the mail as a whole. Five queries, whatever its size.</summary>
    /// <param name="dayBegan">Since when it is today for the reader.</param>
    public async Task<MailOverview> OverviewAsync(DateTimeOffset dayBegan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Each in the words of an index that holds nothing else. Of a newsletter that waits only what the index knows is read, for it may be a million.
        var waiting = await db.Messages.Where(m => m.State == MessageState.Pending && m.Priority < MailPriority.Newsletter)
            .GroupBy(m => m.Priority)
            .Select(g => new { g.Key, Due = g.Count(m => m.NotBefore <= now), Later = g.Count(m => m.NotBefore > now), Oldest = g.Min(m => (DateTimeOffset?)m.NotBefore) })
            .Concat(db.Messages.Where(m => m.State == MessageState.Pending && m.NewsletterId != null)
                .GroupBy(m => MailPriority.Newsletter)
                .Select(g => new { g.Key, Due = g.Count(m => m.DueAt <= now), Later = g.Count(m => m.DueAt > now), Oldest = g.Min(m => (DateTimeOffset?)m.DueAt) }))
            .ToListAsync(cancellationToken);
        var sent = await db.Messages.CountAsync(m => m.State == MessageState.Sent && m.Priority < MailPriority.Newsletter && m.SettledAt >= dayBegan, cancellationToken);
        var since = now - Troubled;
        var troubles = await db.Messages.Where(m => m.State == MessageState.InDoubt).Select(m => new { m.State, m.Reason })
            .Concat(db.Messages.Where(m => m.State == MessageState.Held).Select(m => new { m.State, m.Reason }))
            .Concat(db.Messages.Where(m => m.State == MessageState.Failed && m.SettledAt >= since).Select(m => new { m.State, m.Reason }))
            .GroupBy(m => new { m.State, m.Reason })
            .Select(g => new { g.Key.State, g.Key.Reason, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var stopped = await db.MailSwitches.Where(s => s.StoppedAt != null)
            .Select(s => new MailStop(s.StoppedAt!.Value, s.Reason, db.Supporters.Where(p => p.Id == s.StoppedById).Select(p => p.DisplayName).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
        var last = await db.ProviderEvents.OrderByDescending(e => e.Number)
            .Select(e => new { e.ReceivedAt, Waiting = db.ProviderEvents.Count(w => w.AppliedAt == null) })
            .FirstOrDefaultAsync(cancellationToken);
        return new MailOverview(
            [.. waiting.OrderBy(one => one.Key).Select(one => new WaitingMail(one.Key, one.Due, one.Later, one.Oldest is { } oldest && oldest <= now ? now - oldest : null))],
            sent,
            [.. troubles.GroupBy(one => (one.State, Code: EventReason.CodeOf(one.Reason))).Select(group => new MailTrouble(group.Key.State, group.Key.Code, group.Sum(one => one.Count)))
                .OrderBy(one => one.State).ThenByDescending(one => one.Count)],
            stopped,
            last?.ReceivedAt,
            last?.Waiting ?? 0);
    }

    /// <summary>The newest messages of a page (from 1), one more than a page holds when there are more. One query.</summary>
    public Task<List<MailRow>> ListAsync(MessageState? state, string? reason, int page, CancellationToken cancellationToken)
    {
        var messages = state is { } one ? db.Messages.Where(m => m.State == EF.Constant(one)) : db.Messages;
        if (!string.IsNullOrEmpty(reason))
        {
            var (exactly, more) = (reason, reason + " ");
            messages = messages.Where(m => m.Reason == exactly || m.Reason!.StartsWith(more));
        }

        return Rows(messages).Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
    }

    /// <summary>The last messages to whoever has an address, on record. Null when nobody has.</summary>
    public async Task<IReadOnlyList<MailRow>?> SearchAsync(Guid actorId, string? address, CancellationToken cancellationToken)
    {
        if (!SubscriberAddress.TryParse(address, out var read))
        {
            return null;
        }

        var supporter = await db.Supporters.Where(p => p.NormalizedEmail == read.Normalized).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        var subscriber = await db.Subscribers.Where(s => s.NormalizedAddress == read.Normalized).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(cancellationToken);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actorId, Action = "mail.search", SubjectId = supporter ?? subscriber ?? Guid.Empty });
        await db.SaveChangesAsync(cancellationToken);
        return supporter is null && subscriber is null
            ? null
            : await Rows(db.Messages.Where(m => (supporter != null && m.SupporterId == supporter) || (subscriber != null && m.SubscriberId == subscriber))).Take(MostFound).ToListAsync(cancellationToken);
    }

    /// <summary>Everything about one message, or null. Two queries.</summary>
    public async Task<MailStory?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await db.Messages.Where(m => m.Id == id)
            .Select(m => new
            {
                Message = m,
                Name = db.Supporters.Where(p => p.Id == m.SupporterId).Select(p => p.DisplayName).FirstOrDefault(),
                Newsletter = db.Newsletters.Where(n => n.Id == m.NewsletterId)
                    .Select(n => new { n.State, Subject = n.Editions.Where(e => e.Language == n.MainLanguage).Select(e => e.Subject).FirstOrDefault() }).FirstOrDefault(),
            })
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var events = await db.ProviderEvents.AsNoTracking().Where(e => e.MessageId == id).OrderBy(e => e.Number).Take(MostEvents).ToListAsync(cancellationToken);
        return new MailStory(
            found.Message, found.Name, found.Newsletter?.Subject, found.Newsletter?.State,
            [.. events.Select(one => (one.ReceivedAt, News: DeliveryNews.Read(one.Payload, one.ReceivedAt))).Where(one => one.News?.MessageId == id)
                .Select(one => new MailEvent(one.News!.At, one.ReceivedAt, one.News.Outcome, one.News.Reason)).OrderBy(one => one.At)],
            clock.GetUtcNow());
    }

    private IQueryable<MailRow> Rows(IQueryable<Message> messages) => messages.OrderByDescending(m => m.Id).Select(m => new MailRow(
        m.Id, m.Template, m.State, m.Reason, m.Outcome, m.OutcomeReason, m.SettledAt ?? m.NotBefore, db.Supporters.Where(p => p.Id == m.SupporterId).Select(p => p.DisplayName).FirstOrDefault()));
}
