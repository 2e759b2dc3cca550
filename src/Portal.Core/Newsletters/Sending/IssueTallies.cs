using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// Counts the messages of a newsletter that are over, by state and reason, with each batch: looking at a million costs what looking at ten does.
/// What waits, is being sent, in doubt or held moves to and fro and is few, so it is read from the rows.
/// </summary>
internal static class IssueTallies
{
    private static readonly MessageState[] Counted = [MessageState.Sent, MessageState.Failed, MessageState.Skipped];

    /// <summary>Makes everybody else who counts for this newsletter wait until the caller's transaction is over; to be called before its messages are touched.</summary>
    public static Task LockAsync(PortalDbContext db, Guid newsletterId, CancellationToken cancellationToken) =>
        db.Newsletters.Where(n => n.Id == newsletterId).ExecuteUpdateAsync(set => set.SetProperty(n => n.Recipients, n => n.Recipients), cancellationToken);

    /// <summary>Raises a number, or lowers it where <paramref name="by"/> is negative. States that are not counted are passed over. Needs the lock.</summary>
    public static async Task RaiseAsync(PortalDbContext db, Guid newsletterId, MessageState state, string? reason, int by, CancellationToken cancellationToken)
    {
        var key = reason ?? "";
        if (by == 0 || !Counted.Contains(state)
            || await db.NewsletterTallies.Where(t => t.NewsletterId == newsletterId && t.State == state && t.Reason == key)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count + by), cancellationToken) > 0)
        {
            return;
        }

        db.NewsletterTallies.Add(new NewsletterTally { NewsletterId = newsletterId, State = state, Reason = key, Count = by });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Counts the rows, which takes its time; nobody waits for it. What was found is for <see cref="PutRightAsync"/>.</summary>
    public static async Task<IssueRecount> RecountAsync(PortalDbContext db, Guid newsletterId, CancellationToken cancellationToken)
    {
        var raised = await NumbersAsync(db, newsletterId, cancellationToken);
        var rows = await db.Messages
            .Where(m => m.NewsletterId == newsletterId && Counted.Contains(m.State))
            .GroupBy(m => new { m.State, Reason = m.Reason ?? "" })
            .Select(g => new { g.Key.State, g.Key.Reason, Count = g.Count() })
            .ToDictionaryAsync(g => (g.State, g.Reason), g => g.Count, cancellationToken);
        return new IssueRecount(raised, rows);
    }

    /// <summary>Puts the numbers right by the rows, unless somebody raised one since they were counted. Needs the lock.</summary>
    public static async Task PutRightAsync(PortalDbContext db, Guid newsletterId, IssueRecount counted, CancellationToken cancellationToken)
    {
        if (counted.Agree || !IssueRecount.Same(counted.Raised, await NumbersAsync(db, newsletterId, cancellationToken)))
        {
            return;
        }

        await db.NewsletterTallies.Where(t => t.NewsletterId == newsletterId).ExecuteDeleteAsync(cancellationToken);
        db.NewsletterTallies.AddRange(counted.Rows.Select(g => new NewsletterTally { NewsletterId = newsletterId, State = g.Key.State, Reason = g.Key.Reason, Count = g.Value }));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Task<Dictionary<(MessageState State, string Reason), int>> NumbersAsync(PortalDbContext db, Guid newsletterId, CancellationToken cancellationToken) =>
        db.NewsletterTallies.AsNoTracking().Where(t => t.NewsletterId == newsletterId && t.Count != 0).ToDictionaryAsync(t => (t.State, t.Reason), t => t.Count, cancellationToken);

    /// <summary>How many messages of a newsletter are over, by state and reason.</summary>
    public static Task<List<MessageGroup>> ReadAsync(PortalDbContext db, Guid newsletterId, CancellationToken cancellationToken) => db.NewsletterTallies
        .Where(t => t.NewsletterId == newsletterId && t.Count != 0)
        .Select(t => new MessageGroup(t.State, t.Reason == "" ? null : t.Reason, t.Count)).ToListAsync(cancellationToken);
}

/// <summary>The numbers of a newsletter as they were raised, and as its rows say.</summary>
internal sealed record IssueRecount(IReadOnlyDictionary<(MessageState State, string Reason), int> Raised, IReadOnlyDictionary<(MessageState State, string Reason), int> Rows)
{
    /// <summary>Whether nothing is to be put right.</summary>
    public bool Agree => Same(Raised, Rows);

    /// <summary>Whether two say the same.</summary>
    public static bool Same(IReadOnlyDictionary<(MessageState State, string Reason), int> one, IReadOnlyDictionary<(MessageState State, string Reason), int> other) =>
        one.Count == other.Count && one.All(number => other.GetValueOrDefault(number.Key) == number.Value);
}
