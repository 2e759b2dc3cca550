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

    /// <summary>Puts the numbers right by the rows. Needs the lock.</summary>
    public static async Task RecountAsync(PortalDbContext db, Guid newsletterId, CancellationToken cancellationToken)
    {
        var groups = await db.Messages
            .Where(m => m.NewsletterId == newsletterId && Counted.Contains(m.State))
            .GroupBy(m => new { m.State, m.Reason })
            .Select(g => new { g.Key.State, g.Key.Reason, Count = g.Count() })
            .ToListAsync(cancellationToken);
        await db.NewsletterTallies.Where(t => t.NewsletterId == newsletterId).ExecuteDeleteAsync(cancellationToken);
        db.NewsletterTallies.AddRange(groups.Select(g => new NewsletterTally { NewsletterId = newsletterId, State = g.State, Reason = g.Reason ?? "", Count = g.Count }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>How many messages of a newsletter are over, by state and reason.</summary>
    public static Task<List<MessageGroup>> ReadAsync(PortalDbContext db, Guid newsletterId, CancellationToken cancellationToken) => db.NewsletterTallies
        .Where(t => t.NewsletterId == newsletterId && t.Count != 0)
        .Select(t => new MessageGroup(t.State, t.Reason == "" ? null : t.Reason, t.Count)).ToListAsync(cancellationToken);
}
