using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Accounts.Deletion;

/// <summary>Asking to have one's account erased, and thinking again. It is carried out by <see cref="AccountEraser"/>.</summary>
public sealed class DeletionService(Retry retry, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>How long one can think again, where one did not ask for it at once.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(72);

    /// <summary>What it would do to this person, and whether it is asked for already.</summary>
    public Task<DeletionPreview> PreviewAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var pending = await db.AccountDeletions.AsNoTracking().FirstOrDefaultAsync(d => d.SupporterId == supporterId, token);
            return new DeletionPreview(
                await db.GivenUpBy(supporterId, now).CountAsync(token),
                await db.Parties.CountAsync(p => p.LeaderId == supporterId && p.DissolvedAt == null, token),
                await Indispensable.OfAsync(db, supporterId, now, token),
                pending is null ? null : new PendingDeletion(pending.DueAt, pending.ClosedAt is null));
        },
        cancellationToken);

    /// <summary>Asks for it: in 72 hours, with a mail that says how to stop it, or at once. Asking again only makes it sooner.</summary>
    public async Task<AskDeletionOutcome> AskAsync(Guid supporterId, bool atOnce, CancellationToken cancellationToken)
    {
        var outcome = await retry.RunAsync((db, token) => AskOnceAsync(db, supporterId, atOnce, token), cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <summary>Keeps the account after all. False where there is nothing to stop, or it is too late.</summary>
    public Task<bool> KeepAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) => await db.AccountDeletions.Where(d => d.SupporterId == supporterId && d.ClosedAt == null).ExecuteDeleteAsync(token) == 1,
        cancellationToken);

    private async Task<AskDeletionOutcome> AskOnceAsync(PortalDbContext db, Guid supporterId, bool atOnce, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockSupporterAsync(supporterId, cancellationToken))
        {
            return new(Indispensable: null, DueAt: null);
        }

        var now = clock.GetUtcNow();
        if (await Indispensable.OfAsync(db, supporterId, now, cancellationToken) is { Any: true } last)
        {
            return new(last, DueAt: null);
        }

        var due = atOnce ? now : now + Pause;
        var deletion = await db.AccountDeletions.FirstOrDefaultAsync(d => d.SupporterId == supporterId, cancellationToken);
        if (deletion is not null)
        {
            deletion.DueAt = deletion.DueAt < due ? deletion.DueAt : due;
        }
        else
        {
            deletion = new AccountDeletion { SupporterId = supporterId, Cause = DeletionCause.Asked, AskedAt = now, DueAt = due };
            db.AccountDeletions.Add(deletion);
            if (!atOnce)
            {
                await TellAsync(db, deletion, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(Indispensable: null, deletion.DueAt);
    }

    private async Task TellAsync(PortalDbContext db, AccountDeletion deletion, CancellationToken cancellationToken)
    {
        var language = await db.Supporters.Where(s => s.Id == deletion.SupporterId).Select(s => s.Language).FirstAsync(cancellationToken);
        outbox.Add(db, new MailDraft(DeletionLetters.KeyOf(DeletionLetters.Asked, deletion), MailPriority.Account, DeletionLetters.Asked, language)
        {
            SupporterId = deletion.SupporterId,
            ExpiresAt = deletion.DueAt,
        });
    }
}

/// <summary>What erasing an account would do.</summary>
/// <param name="ComingShifts">How many coming bookings would be released.</param>
/// <param name="Groups">How many groups would be dissolved.</param>
/// <param name="Last">For what the person is the last one.</param>
/// <param name="Pending">Whether and when it is to be, or null.</param>
public sealed record DeletionPreview(int ComingShifts, int Groups, Indispensable Last, PendingDeletion? Pending);

/// <summary>When an account is to be erased.</summary>
/// <param name="CanBeStopped">Whether it is not begun yet.</param>
public sealed record PendingDeletion(DateTimeOffset DueAt, bool CanBeStopped);

/// <summary>How asking ended: for what the person is needed first, or else when it is carried out.</summary>
public sealed record AskDeletionOutcome(Indispensable? Indispensable, DateTimeOffset? DueAt);
