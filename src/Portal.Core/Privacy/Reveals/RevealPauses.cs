using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Pauses the revealing of meeting points and lets it go on: organisers for their shifts and organisations, administrators for all. On record in the same transaction.</summary>
public sealed class RevealPauses(Retry retry, TimeProvider clock)
{
    /// <summary>What pausing is called in the record.</summary>
    public const string Paused = "meeting-point.paused";

    /// <summary>What letting it go on is called in the record.</summary>
    public const string Resumed = "meeting-point.resumed";

    /// <summary>From the moment this is committed nobody who comes reads a point there. Paused already, it stays as it was.</summary>
    /// <param name="subjectId">The shift or the organisation; of no meaning for the coalition.</param>
    public Task<PauseResult> PauseAsync(Guid actorId, RevealScope scope, Guid subjectId, string? reason, CancellationToken cancellationToken)
    {
        if (!TypedText.IsReadable(reason) || TypedText.Line(reason).Length > RevealPause.ReasonLength)
        {
            return Task.FromResult(PauseResult.WrongReason);
        }

        var why = TypedText.Line(reason) is { Length: > 0 } line ? line : null;
        return retry.RunAsync((db, token) => PauseOnceAsync(db, actorId, (scope, subjectId), why, token), cancellationToken);
    }

    /// <summary>Lets it go on; what is paused more widely stays so.</summary>
    /// <param name="subjectId">The shift or the organisation; of no meaning for the coalition.</param>
    public Task<PauseResult> ResumeAsync(Guid actorId, RevealScope scope, Guid subjectId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            if (await FindAsync(db, actorId, (scope, subjectId), now, token) is not { } target)
            {
                return PauseResult.NotFound;
            }

            // Of two who resume at once only the one who did is on record.
            if (await db.RevealPauses.Where(p => p.SubjectId == target.SubjectId).ExecuteDeleteAsync(token) == 1)
            {
                Record(db, actorId, Resumed, target, detail: null, now);
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
            }

            return PauseResult.Done;
        },
        cancellationToken);

    private async Task<PauseResult> PauseOnceAsync(PortalDbContext db, Guid actorId, (RevealScope Scope, Guid Id) what, string? reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await FindAsync(db, actorId, what, now, cancellationToken) is not { } target)
        {
            return PauseResult.NotFound;
        }

        if (await db.RevealPauses.AnyAsync(p => p.SubjectId == target.SubjectId, cancellationToken))
        {
            return PauseResult.Done;
        }

        db.RevealPauses.Add(new RevealPause
        {
            SubjectId = target.SubjectId,
            Scope = what.Scope,
            OrganisationId = target.OrganisationId,
            ShiftId = target.ShiftId,
            Since = now,
            ById = actorId,
            Reason = reason,
        });
        Record(db, actorId, Paused, target, reason, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return PauseResult.Done;
    }

    private static Task<Target?> FindAsync(PortalDbContext db, Guid actorId, (RevealScope Scope, Guid Id) what, DateTimeOffset now, CancellationToken cancellationToken) => (what.Scope switch
    {
        RevealScope.Shift => db.Shifts.Where(s => s.Id == what.Id && db.OrganisedBy(actorId, now).Contains(s.OrganisationId)).Select(s => new Target(s.Id, s.OrganisationId, s.Id)),
        RevealScope.Organisation => db.Organisations.Where(o => o.Id == what.Id && db.OrganisedBy(actorId, now).Contains(o.Id)).Select(o => new Target(o.Id, o.Id, null)),
        _ => db.Administrators(now).Where(id => id == actorId).Select(_ => new Target(RevealPause.Everywhere, null, null)),
    }).FirstOrDefaultAsync(cancellationToken);

    private void Record(PortalDbContext db, Guid actorId, string action, Target target, string? detail, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = target.SubjectId,
        OrganisationId = target.OrganisationId,
        Detail = detail,
    });

    private sealed record Target(Guid SubjectId, Guid? OrganisationId, Guid? ShiftId);
}

/// <summary>How pausing or resuming ended.</summary>
public enum PauseResult
{
    /// <summary>It is as was wished.</summary>
    Done,

    /// <summary>The reason is too long, or a part of it cannot be read.</summary>
    WrongReason,

    /// <summary>There is no such shift or organisation for this person, or the person administers nothing.</summary>
    NotFound,
}
