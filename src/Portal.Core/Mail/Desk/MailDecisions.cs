using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Privacy;

namespace Portal.Core.Mail.Desk;

/// <summary>What administrators decide about mail that the portal does not decide by itself. Every decision is a guarded statement, so that of two clicks one counts, and is on record.</summary>
public sealed class MailDecisions(PortalDbContext db, MailBell bell, TimeProvider clock)
{
    /// <summary>Why a message failed that somebody gave up.</summary>
    public const string GivenUp = "given-up";

    /// <summary>Sends a message again that failed or is held, if its time is not over. False when it is not to be decided any more.</summary>
    public async Task<bool> RetryAsync(Guid actorId, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var done = await DecideAsync(
            actorId, "mail.retry", id,
            db.Messages.Where(m => m.Id == id && (m.State == MessageState.Failed || m.State == MessageState.Held) && (m.ExpiresAt == null || m.ExpiresAt > now)
                && (m.NewsletterId == null || db.Newsletters.Any(n => n.Id == m.NewsletterId && n.State != NewsletterState.Cancelled))),
            MessageState.Pending, cancellationToken);
        return done > 0;
    }

    /// <summary>Gives a message up that is held or in doubt.</summary>
    public async Task<bool> GiveUpAsync(Guid actorId, Guid id, CancellationToken cancellationToken) =>
        await DecideAsync(
            actorId, "mail.give-up", id, db.Messages.Where(m => m.Id == id && (m.State == MessageState.Held || m.State == MessageState.InDoubt)), MessageState.Failed, cancellationToken) > 0;

    /// <summary>Sends again all that is held of a newsletter; some may get it twice. How many those are.</summary>
    public Task<int> ReleaseHeldAsync(Guid actorId, Guid newsletterId, CancellationToken cancellationToken) => DecideAsync(
        actorId, "mail.release-held", newsletterId,
        db.Messages.Where(m => m.NewsletterId == newsletterId && m.State == MessageState.Held && db.Newsletters.Any(n => n.Id == newsletterId && n.State != NewsletterState.Cancelled)),
        MessageState.Pending, cancellationToken);

    /// <summary>Gives up all that is held of a newsletter. How many those are.</summary>
    public Task<int> GiveUpHeldAsync(Guid actorId, Guid newsletterId, CancellationToken cancellationToken) => DecideAsync(
        actorId, "mail.give-up-held", newsletterId, db.Messages.Where(m => m.NewsletterId == newsletterId && m.State == MessageState.Held), MessageState.Failed, cancellationToken);

    /// <summary>Stops all mail until somebody lets it go. False when it is stopped already.</summary>
    public async Task<bool> StopAsync(Guid actorId, string? why, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var stopped = await db.MailSwitches.Where(s => s.StoppedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.StoppedAt, now).SetProperty(s => s.Reason, why).SetProperty(s => s.StoppedById, actorId), cancellationToken);
        return stopped == 1 && await RecordAsync(actorId, "mail.stop", Guid.Empty, transaction, cancellationToken);
    }

    /// <summary>Lets mail go again, whoever or whatever stopped it. False when it is not stopped.</summary>
    public async Task<bool> GoAsync(Guid actorId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var going = await db.MailSwitches.Where(s => s.StoppedAt != null).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.StoppedAt, (DateTimeOffset?)null).SetProperty(s => s.Reason, (string?)null).SetProperty(s => s.StoppedById, (Guid?)null), cancellationToken);
        var done = going == 1 && await RecordAsync(actorId, "mail.go", Guid.Empty, transaction, cancellationToken);
        bell.Ring();
        return done;
    }

    private async Task<int> DecideAsync(
        Guid actorId, string action, Guid subject, IQueryable<Message> which, MessageState becomes, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var newsletters = await which.Where(m => m.NewsletterId != null).Select(m => m.NewsletterId!.Value).Distinct().ToListAsync(cancellationToken);
        foreach (var newsletter in newsletters.Order())
        {
            await IssueTallies.LockAsync(db, newsletter, cancellationToken);
        }

        // Read first: afterwards they are among others in their new state.
        var before = await which.Where(m => m.NewsletterId != null)
            .GroupBy(m => new { m.NewsletterId, m.State, m.Reason })
            .Select(g => new { Newsletter = g.Key.NewsletterId!.Value, g.Key.State, g.Key.Reason, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var decided = await (becomes == MessageState.Pending ? AgainAsync(which, cancellationToken) : EndAsync(which, cancellationToken));
        if (decided == 0)
        {
            return 0;
        }

        foreach (var group in before)
        {
            await IssueTallies.RaiseAsync(db, group.Newsletter, group.State, group.Reason, -group.Count, cancellationToken);
            await IssueTallies.RaiseAsync(db, group.Newsletter, becomes, GivenUp, group.Count, cancellationToken);
        }

        // A newsletter that was through has something to send again; where it is over anyway, the press closes it as before.
        await db.Newsletters.Where(n => newsletters.Contains(n.Id) && n.State == NewsletterState.Sent && db.Messages.Any(m => m.NewsletterId == n.Id && m.State == MessageState.Pending))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.State, NewsletterState.Sending).SetProperty(n => n.Version, n => n.Version + 1), cancellationToken);
        await RecordAsync(actorId, action, subject, transaction, cancellationToken);
        bell.Ring();
        return decided;
    }

    // What went wrong with it is forgotten: it speaks for itself anew.
    private Task<int> AgainAsync(IQueryable<Message> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return which.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Pending).SetProperty(m => m.DueAt, now).SetProperty(m => m.ResentAt, now).SetProperty(m => m.Reason, (string?)null)
                .SetProperty(m => m.Outcome, DeliveryOutcome.None).SetProperty(m => m.OutcomeAt, (DateTimeOffset?)null).SetProperty(m => m.OutcomeReason, (string?)null)
                .SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
    }

    private Task<int> EndAsync(IQueryable<Message> which, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return which.ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Failed).SetProperty(m => m.Reason, GivenUp).SetProperty(m => m.SettledAt, now), cancellationToken);
    }

    private async Task<bool> RecordAsync(
        Guid actorId, string action, Guid subject, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actorId, Action = action, SubjectId = subject });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
