using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Reads what is paused, for those who steer by it.</summary>
public sealed class PauseQueries(PortalDbContext db)
{
    /// <summary>The pauses that reach these organisations as a whole, and one shift of theirs; the widest first.</summary>
    public async Task<IReadOnlyList<StandingPause>> StandingAsync(IReadOnlyList<Guid> organisations, Guid? shiftId, CancellationToken cancellationToken)
    {
        var found = await db.RevealPauses.AsNoTracking()
            .Where(p => p.SubjectId == RevealPause.Everywhere || organisations.Contains(p.SubjectId) || p.SubjectId == shiftId)
            .Select(p => new StandingPause(p.Scope, p.SubjectId, p.Since, p.Reason)
            {
                Organisation = db.Organisations.Where(o => o.Id == p.OrganisationId).Select(o => o.Name).FirstOrDefault(),
                By = db.Supporters.Where(s => s.Id == p.ById).Select(s => s.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. found.OrderByDescending(p => p.Scope).ThenBy(p => p.Organisation, StringComparer.InvariantCultureIgnoreCase)];
    }
}

/// <summary>A pause that stands.</summary>
public sealed record StandingPause(RevealScope Scope, Guid SubjectId, DateTimeOffset Since, string? Reason)
{
    /// <summary>The organisation; null for the coalition.</summary>
    public string? Organisation { get; init; }

    /// <summary>Who paused it.</summary>
    public string? By { get; init; }
}
