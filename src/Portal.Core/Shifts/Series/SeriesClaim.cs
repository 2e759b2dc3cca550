using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts.Series;

/// <summary>Takes the row of a series for a change, as long as nobody has changed it since the page was made.</summary>
internal static class SeriesClaim
{
    /// <summary>Done: it is taken, or for a look only, found. Otherwise why not.</summary>
    public static async Task<SeriesResult> ClaimAsync(PortalDbContext db, Guid actorId, Guid seriesId, int version, bool apply, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = db.ShiftSeries.Where(s => s.Id == seriesId && db.OrganisedBy(actorId, now).Contains(s.OrganisationId));
        var current = mine.Where(s => s.Version == version);
        var found = apply
            ? await current.ExecuteUpdateAsync(set => set.SetProperty(s => s.Version, s => s.Version + 1), cancellationToken) > 0
            : await current.AnyAsync(cancellationToken);
        return found ? SeriesResult.Done
            : await mine.AnyAsync(cancellationToken) ? SeriesResult.ChangedMeanwhile
            : SeriesResult.NotFound;
    }
}
