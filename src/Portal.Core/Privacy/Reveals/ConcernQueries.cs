using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Reveals;

/// <summary>Reads what organisers decide about: never what somebody does with another organisation.</summary>
public sealed class ConcernQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>What waits for a decision, and who is held back, of the organisations this person organises for; in three commands, the newest first.</summary>
    public async Task<IReadOnlyList<ConcernLine>> ListAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lines = await PointConcerns.For(db, actorId, now).AsNoTracking()
            .Where(c => c.DecidedAt == null || c.HoldsBack)
            .OrderByDescending(c => c.RaisedAt).ThenBy(c => c.Id)
            .Select(c => new ConcernLine(c.Id, c.SupporterId, c.OrganisationId, c.RaisedAt, c.HoldsBack, c.DecidedAt, c.Decisions)
            {
                Name = db.Supporters.Where(s => s.Id == c.SupporterId).Select(s => s.DisplayName).First(),
                Organisation = db.Organisations.Where(o => o.Id == c.OrganisationId).Select(o => o.Name).First(),
                DecidedBy = db.Supporters.Where(s => s.Id == c.DecidedById).Select(s => s.DisplayName).FirstOrDefault(),
                Attended = db.Bookings.Count(b => b.SupporterId == c.SupporterId && b.Shift!.OrganisationId == c.OrganisationId && (b.State == BookingState.CheckedIn || b.State == BookingState.Completed)),
            })
            .ToListAsync(cancellationToken);
        return lines.Count == 0 ? lines : await WithPlacesAsync(lines, cancellationToken);
    }

    private async Task<IReadOnlyList<ConcernLine>> WithPlacesAsync(List<ConcernLine> lines, CancellationToken cancellationToken)
    {
        var (people, organisations) = (lines.Select(l => l.SupporterId).Distinct().ToList(), lines.Select(l => l.OrganisationId).Distinct().ToList());
        var from = lines.Min(l => l.RaisedAt) - (PointConcern.Within * 2);
        var given = await db.BookingChanges.AsNoTracking()
            .Where(c => c.At > from && PointConcern.Withdrawn.Contains(c.To))
            .Join(
                db.Bookings.Where(b => b.PointOpenedAt != null && people.Contains(b.SupporterId) && organisations.Contains(b.Shift!.OrganisationId)),
                c => c.BookingId,
                b => b.Id,
                (c, b) => new { b.SupporterId, c.ActorId, b.Shift!.OrganisationId, Place = new GivenBackPlace(b.Id, b.ShiftId, b.Shift.Activity!.Name, b.Shift.StartsAt, b.Shift.EndsAt, b.Shift.TimeZone, c.At, b.PointOpenedAt!.Value) })
            .Where(row => row.ActorId == row.SupporterId)
            .ToListAsync(cancellationToken);
        return [.. lines.Select(line => line with
        {
            Places = [.. given
                .Where(g => g.SupporterId == line.SupporterId && g.OrganisationId == line.OrganisationId && g.Place.GivenBackAt >= g.Place.OpenedAt
                    && g.Place.GivenBackAt <= line.RaisedAt && g.Place.GivenBackAt > line.RaisedAt - PointConcern.Within)
                .Select(g => g.Place).GroupBy(place => place.BookingId).Select(same => same.MinBy(place => place.GivenBackAt)!).OrderBy(place => place.GivenBackAt)],
        })];
    }
}

/// <summary>Somebody about whom organisers decide.</summary>
/// <param name="Decisions">How often somebody decided so far; goes with the next decision.</param>
public sealed record ConcernLine(Guid Id, Guid SupporterId, Guid OrganisationId, DateTimeOffset RaisedAt, bool HoldsBack, DateTimeOffset? DecidedAt, int Decisions)
{
    /// <summary>The person's display name.</summary>
    public required string Name { get; init; }

    /// <summary>The organisation that decides.</summary>
    public required string Organisation { get; init; }

    /// <summary>Who decided last.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>At how many of its shifts the person was.</summary>
    public int Attended { get; init; }

    /// <summary>The places with this organisation that were given back; there may be more elsewhere.</summary>
    public IReadOnlyList<GivenBackPlace> Places { get; init; } = [];
}

/// <summary>A place that was given back after its point had been opened.</summary>
/// <param name="OpenedAt">When the point was opened first.</param>
public sealed record GivenBackPlace(Guid BookingId, Guid ShiftId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, DateTimeOffset GivenBackAt, DateTimeOffset OpenedAt);
