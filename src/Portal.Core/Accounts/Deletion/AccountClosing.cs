using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;

namespace Portal.Core.Accounts.Deletion;

/// <summary>The first step of erasing: nobody can use the account any more, or act by it, and its person is told so while their address is still known.</summary>
public sealed class AccountClosing(Retry retry, LastOrganiser last, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>Closes it, unless that was done before. False where it is not to be erased any more: somebody came back, or is needed.</summary>
    public async Task<bool> CloseAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        var closed = await retry.RunAsync((db, token) => CloseOnceAsync(db, supporterId, token), cancellationToken);
        bell.Ring();
        return closed;
    }

    private async Task<bool> CloseOnceAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await Indispensable.LockAsync(db, supporterId, now, cancellationToken);
        await db.LockSupporterAsync(supporterId, cancellationToken);
        var deletion = await db.AccountDeletions.FirstOrDefaultAsync(d => d.SupporterId == supporterId && d.DueAt <= now && d.ErasedAt == null, cancellationToken);
        if (deletion is not { ClosedAt: null })
        {
            return deletion is not null;
        }

        var person = await db.Supporters.AsNoTracking().FirstAsync(s => s.Id == supporterId, cancellationToken);
        var needed = await Indispensable.OfAsync(db, supporterId, now, cancellationToken);
        if (needed.Any || await HasComeAsync(db, person, deletion.Cause, now, cancellationToken))
        {
            Tell(db, deletion, needed.Any ? DeletionLetters.Stopped : null, person.Language);
            db.AccountDeletions.Remove(deletion);
        }
        else
        {
            var organised = await db.OrganisedBy(supporterId, now).ToListAsync(cancellationToken);
            await EndAsync(db, supporterId, cancellationToken);
            foreach (var organisation in organised)
            {
                await last.HoldAsync(db, organisation, now, cancellationToken);
            }

            Tell(db, deletion, deletion.Cause == DeletionCause.Unconfirmed ? null : DeletionLetters.Done, person.Language);
            deletion.ClosedAt = now;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deletion.ClosedAt is not null;
    }

    // Whoever was to go without having asked for it, and came meanwhile, stays.
    private static async Task<bool> HasComeAsync(PortalDbContext db, Supporter person, DeletionCause cause, DateTimeOffset now, CancellationToken cancellationToken) => cause switch
    {
        DeletionCause.Idle => !await OldAccounts.IsIdleAsync(db, person, now, cancellationToken),
        DeletionCause.Unconfirmed => person.EmailConfirmed || person.CreatedAt > now - OldAccounts.Unconfirmed,
        _ => false,
    };

    // What gives a right or a way in goes here and not with the rest: nothing is done in the name of somebody who is going.
    private static async Task EndAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        await db.Sessions.Where(s => s.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.RemoveSecondStepAsync(id, cancellationToken);
        await db.CalendarFeeds.Where(f => f.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Memberships.Where(m => m.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.CoalitionRoles.Where(r => r.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Shifts.Where(s => s.LeadId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
        await db.ShiftSeries.Where(s => s.LeadId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
        var (stamp, concurrency) = (SecurityStamps.New(), SecurityStamps.New());
        await db.Supporters.Where(s => s.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.PasswordHash, (string?)null).SetProperty(s => s.SecurityStamp, stamp).SetProperty(s => s.ConcurrencyStamp, concurrency), cancellationToken);
    }

    private void Tell(PortalDbContext db, AccountDeletion deletion, string? template, string language)
    {
        if (template is not null)
        {
            // An address that nobody wrote to for two years is not tried by force where it is known to be dead.
            var priority = deletion.Cause == DeletionCause.Asked ? MailPriority.Account : MailPriority.Booking;
            outbox.Add(db, new MailDraft(DeletionLetters.KeyOf(template, deletion), priority, template, language) { SupporterId = deletion.SupporterId });
        }
    }
}
