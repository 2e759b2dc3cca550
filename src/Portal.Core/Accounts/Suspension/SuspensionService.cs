using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Suspension;

/// <summary>
/// Suspends an account and lifts it again, as an administrator. From that transaction on the person is nobody to the portal: everything reads
/// <see cref="Supporter.SuspendedAt"/>. What they hold is given back right after, and, where the process is killed between, by a job.
/// </summary>
public sealed class SuspensionService(Retry retry, SuspensionMail mail, LastOrganiser last, Departures departures, MailBell bell, TimeProvider clock, ILogger<SuspensionService> log)
{
    /// <summary>How a suspension is called in the record.</summary>
    public const string SuspendedAction = "account.suspend";

    /// <summary>How its end is.</summary>
    public const string LiftedAction = "account.suspension-lifted";

    /// <summary>Suspends somebody. Whoever holds a role in the coalition is not suspended: the role ends first, and all administrators are told of that.</summary>
    /// <param name="reason">Why, in a few words; only administrators and auditors read it.</param>
    public async Task<SuspendOutcome> SuspendAsync(Guid actorId, Guid subjectId, string? reason, CancellationToken cancellationToken)
    {
        if (TypedText.Reason(reason, AccountSuspension.ShortestReason, AccountSuspension.LongestReason) is not { } why)
        {
            return new(SuspendResult.NoReason);
        }

        var outcome = await retry.RunAsync((db, token) => SuspendOnceAsync(db, actorId, subjectId, why, token), cancellationToken);
        if (outcome.Result == SuspendResult.Suspended)
        {
            await ReleaseAsync(subjectId, cancellationToken);
            bell.Ring();
        }

        return outcome;
    }

    /// <summary>Lifts it. What was given back stays with whoever has it now. False where there is no suspended account of this number for this person.</summary>
    public async Task<bool> LiftAsync(Guid actorId, Guid subjectId, CancellationToken cancellationToken)
    {
        var isLifted = await retry.RunAsync((db, token) => LiftOnceAsync(db, actorId, subjectId, token), cancellationToken);
        bell.Ring();
        return isLifted;
    }

    /// <summary>Erases what was lifted long ago. Returns how many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow().AddMonths(-AccountSuspension.MonthsKept);
        return retry.RunAsync((db, token) => db.AccountSuspensions.Where(s => s.LiftedAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }

    // The person is suspended already: a fault here is no reason to say otherwise, and the job tries again.
    private async Task ReleaseAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        try
        {
            await departures.ReleaseAsync(subjectId, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError("Not all that a suspended person held was given back, because of {Fault}; it is tried again.", fault.GetBaseException().GetType().Name);
        }
    }

    private async Task<SuspendOutcome> SuspendOnceAsync(PortalDbContext db, Guid actorId, Guid subjectId, string reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        // Who stops organising or administering just now is waited for, so that those who are left are counted right, and no two administrators suspend each other.
        await Indispensable.LockAsync(db, subjectId, now, cancellationToken);
        // Who books at this moment either has the place before, and it is given back, or reads that they are suspended.
        await db.LockSupporterAsync(subjectId, cancellationToken);
        if (await RefusalAsync(db, actorId, subjectId, now, cancellationToken) is { } refusal)
        {
            return new(refusal);
        }

        var needed = await Indispensable.OfAsync(db, subjectId, now, cancellationToken);
        var organised = await db.OrganisedBy(subjectId, now).ToListAsync(cancellationToken);
        var suspension = new AccountSuspension { Id = Ids.New(clock), SupporterId = subjectId, Reason = reason, SuspendedAt = now, SuspendedById = actorId };
        db.AccountSuspensions.Add(suspension);
        Record(db, actorId, SuspendedAction, subjectId, reason, now);
        await mail.AddAsync(db, suspension, isLifted: false, actorId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await EndAsync(db, subjectId, now, cancellationToken);
        foreach (var organisation in organised)
        {
            await last.HoldAsync(db, organisation, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(SuspendResult.Suspended) { NobodyLeftAt = [.. needed.Organisations.Select(o => o.Name)] };
    }

    private static async Task<SuspendResult?> RefusalAsync(PortalDbContext db, Guid actorId, Guid subjectId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var subject = await db.Supporters.AsNoTracking().Where(s => s.Id == subjectId && s.ErasedAt == null && db.Administrators(now).Contains(actorId))
            .Select(s => new { s.SuspendedAt, HoldsRole = db.CoalitionRoles.Any(r => r.SupporterId == s.Id && (r.EndsAt == null || r.EndsAt > now)) })
            .FirstOrDefaultAsync(cancellationToken);
        return subject switch
        {
            null => SuspendResult.NotFound,
            _ when subjectId == actorId => SuspendResult.Oneself,
            { SuspendedAt: not null } => SuspendResult.Already,
            { HoldsRole: true } => SuspendResult.HoldsRole,
            _ => null,
        };
    }

    // The new stamp ends what was signed in a moment ago, and links to set a password, for good: lifting brings none of it back.
    private static async Task EndAsync(PortalDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (stamp, concurrency) = (SecurityStamps.New(), SecurityStamps.New());
        await db.Supporters.Where(s => s.Id == id && s.SuspendedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.SuspendedAt, now).SetProperty(s => s.SecurityStamp, stamp).SetProperty(s => s.ConcurrencyStamp, concurrency), cancellationToken);
        await db.Sessions.Where(s => s.SupporterId == id).EndAsync(now, cancellationToken);
        await db.Shifts.Where(s => s.LeadId == id && s.EndsAt > now).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
        await db.ShiftSeries.Where(s => s.LeadId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
    }

    private async Task<bool> LiftOnceAsync(PortalDbContext db, Guid actorId, Guid subjectId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(subjectId, cancellationToken);
        var now = clock.GetUtcNow();
        var isLifted = await db.Supporters.Where(s => s.Id == subjectId && s.SuspendedAt != null && db.Administrators(now).Contains(actorId))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, (DateTimeOffset?)null), cancellationToken) == 1;
        if (!isLifted)
        {
            return false;
        }

        var open = db.AccountSuspensions.Where(s => s.SupporterId == subjectId && s.LiftedAt == null);
        var suspension = await open.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        await open.ExecuteUpdateAsync(set => set.SetProperty(s => s.LiftedAt, now).SetProperty(s => s.LiftedById, actorId), cancellationToken);
        Record(db, actorId, LiftedAction, subjectId, detail: null, now);
        if (suspension is not null)
        {
            await mail.AddAsync(db, suspension, isLifted: true, actorId, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private void Record(PortalDbContext db, Guid actorId, string action, Guid subjectId, string? detail, DateTimeOffset now) =>
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = action, SubjectId = subjectId, Detail = detail });
}

/// <summary>How suspending ended.</summary>
public enum SuspendResult
{
    /// <summary>The account is suspended.</summary>
    Suspended,

    /// <summary>It was before.</summary>
    Already,

    /// <summary>The reason is missing, too short or too long.</summary>
    NoReason,

    /// <summary>Nobody suspends themselves.</summary>
    Oneself,

    /// <summary>The person administers or audits; that ends first.</summary>
    HoldsRole,

    /// <summary>There is no such account, or whoever asks is no administrator.</summary>
    NotFound,
}

/// <summary>How it ended, and what remains to be seen to.</summary>
public sealed record SuspendOutcome(SuspendResult Result)
{
    /// <summary>The names of the organisations for which nobody organises now.</summary>
    public IReadOnlyList<string> NobodyLeftAt { get; init; } = [];
}
