using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Privacy;

/// <summary>Sets and moves meeting points.</summary>
public sealed class MeetingPointService(Retry retry, Vault vault, TimeProvider clock)
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int Length = 1000;

    /// <summary>Replaces the point for everybody at once, by an organiser of the organisation; on record.</summary>
    public async Task<MovePointOutcome> MoveAsync(Guid actorId, Guid siteId, string text, CancellationToken cancellationToken)
    {
        var point = text.Trim();
        return point.Length == 0 ? MovePointOutcome.Empty
            : point.Length > Length ? MovePointOutcome.TooLong
            : await retry.RunAsync((db, token) => MoveOnceAsync(db, actorId, siteId, point, token), cancellationToken);
    }

    private async Task<MovePointOutcome> MoveOnceAsync(PortalDbContext db, Guid actorId, Guid siteId, string text, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var site = await db.Sites.AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == siteId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId), cancellationToken);
        if (site is null)
        {
            return MovePointOutcome.NotFound;
        }

        var box = await vault.SealAsync(db, siteId, text, cancellationToken);
        await PutAsync(db, siteId, box, now, cancellationToken);
        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            ActorId = actorId,
            Action = "meeting-point.move",
            SubjectId = siteId,
            OrganisationId = site.OrganisationId,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return MovePointOutcome.Moved;
    }

    private static async Task PutAsync(PortalDbContext db, Guid siteId, byte[] box, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.MeetingPoints.FirstOrDefaultAsync(p => p.SiteId == siteId, cancellationToken) is { } point)
        {
            (point.Sealed, point.MovedAt) = (box, now);
            point.Version++;
        }
        else
        {
            db.MeetingPoints.Add(new MeetingPoint { SiteId = siteId, Sealed = box, Version = 1, MovedAt = now });
        }
    }
}

/// <summary>How moving a meeting point ended.</summary>
public enum MovePointOutcome
{
    /// <summary>The old one is gone.</summary>
    Moved,

    /// <summary>The text is empty.</summary>
    Empty,

    /// <summary>The text is longer than 1,000 characters.</summary>
    TooLong,

    /// <summary>There is no such site in this person's organisations.</summary>
    NotFound,
}
