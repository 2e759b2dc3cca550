using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Organisers decide whether somebody gets meeting points by the duty phone only; on record in the same transaction.</summary>
public sealed class PointConcerns(Retry retry, TimeProvider clock)
{
    /// <summary>What a concern is called in the record that holds nobody back.</summary>
    public const string Raised = "meeting-point.concern";

    /// <summary>What it is called where the person is held back until somebody decides.</summary>
    public const string HeldBack = "meeting-point.held-back";

    /// <summary>What holding somebody back is called in the record.</summary>
    public const string Suspended = "meeting-point.suspended";

    /// <summary>What letting somebody be is called in the record.</summary>
    public const string LetBe = "meeting-point.let-be";

    /// <summary>Decides as an organiser of the organisation that was told, and never about oneself.</summary>
    /// <param name="decisions">How often somebody had decided when it was seen: of two opposite decisions at once one stands.</param>
    public Task<DecideResult> DecideAsync(Guid actorId, Guid concernId, bool holdsBack, int decisions, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var found = For(db, actorId, now).Where(c => c.Id == concernId);
            if (await found.Select(c => (Guid?)c.SupporterId).FirstOrDefaultAsync(token) is not { } person)
            {
                return DecideResult.NotFound;
            }

            // Read behind the lock: another may have decided meanwhile.
            await db.LockSupporterAsync(person, token);
            if (await found.FirstOrDefaultAsync(token) is not { } concern)
            {
                return DecideResult.NotFound;
            }

            if (concern.Decisions != decisions)
            {
                return DecideResult.DecidedMeanwhile;
            }

            (concern.HoldsBack, concern.DecidedAt, concern.DecidedById) = (holdsBack, now, actorId);
            concern.Decisions++;
            db.AuditEntries.Add(new AuditEntry
            {
                Id = Ids.New(clock),
                At = now,
                ActorId = actorId,
                Action = holdsBack ? Suspended : LetBe,
                SubjectId = person,
                OrganisationId = concern.OrganisationId,
                Detail = $"concern {concern.Id}",
            });
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return DecideResult.Done;
        },
        cancellationToken);

    /// <summary>What somebody may decide about.</summary>
    internal static IQueryable<PointConcern> For(PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.PointConcerns.Where(c => c.SupporterId != actorId && db.OrganisedBy(actorId, now).Contains(c.OrganisationId));
}

/// <summary>How deciding ended.</summary>
public enum DecideResult
{
    /// <summary>It is as was decided.</summary>
    Done,

    /// <summary>Somebody else decided since it was seen.</summary>
    DecidedMeanwhile,

    /// <summary>There is nothing of the kind for this organiser.</summary>
    NotFound,
}
