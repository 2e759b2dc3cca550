using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Needs;

/// <summary>Reads the needs of the organisations that somebody organises for, with who promised what. Their organisations stand in every query.</summary>
public sealed class NeedDesk(PortalDbContext db, TimeProvider clock)
{
    /// <summary>How many arrivals of a need, and how many promises that are over, are listed.</summary>
    public const int MostOver = 50;

    /// <summary>All needs: those that wait for an answer first, then those that are shown, those that are not, and those that are closed. One command.</summary>
    public async Task<IReadOnlyList<DeskNeed>> ListAsync(Guid actorId, CancellationToken cancellationToken)
    {
        var needs = await Mine(actorId).ToListAsync(cancellationToken);
        return [.. needs.OrderBy(n => n.State).ThenBy(n => n.Missing == 0).ThenByDescending(n => n.Urgency).ThenBy(n => n.Organisation, StringComparer.CurrentCulture).ThenByDescending(n => n.TouchedAt).ThenBy(n => n.Id)];
    }

    /// <summary>One with its promises and arrivals, or null. Three commands.</summary>
    public async Task<DeskPage?> FindAsync(Guid actorId, Guid needId, CancellationToken cancellationToken)
    {
        if (await Mine(actorId).FirstOrDefaultAsync(n => n.Id == needId, cancellationToken) is not { } need)
        {
            return null;
        }

        var pledges = db.Pledges.AsNoTracking().Where(p => p.NeedId == needId);
        var open = await Lines(pledges.Where(p => p.State == PledgeState.Open).OrderBy(p => p.By).ThenBy(p => p.Id)).ToListAsync(cancellationToken);
        var over = await Lines(pledges.Where(p => p.State != PledgeState.Open).OrderByDescending(p => p.ChangedAt).ThenBy(p => p.Id).Take(MostOver)).ToListAsync(cancellationToken);
        var arrivals = await db.Arrivals.AsNoTracking().Where(a => a.NeedId == needId).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MostOver)
            .Select(a => new DeskArrival(
                a.Id, a.Amount, a.At, a.PledgeId != null,
                db.Pledges.Where(p => p.Id == a.PledgeId).Join(db.Supporters, p => p.SupporterId, s => s.Id, (p, s) => s.DisplayName).FirstOrDefault(),
                db.Supporters.Where(s => s.Id == a.ById).Select(s => s.DisplayName).FirstOrDefault()))
            .ToListAsync(cancellationToken);
        return new(need, open, over, arrivals);
    }

    /// <summary>The organisations one writes for.</summary>
    public async Task<IReadOnlyList<OrganisationRef>> OrganisationsAsync(Guid actorId, CancellationToken cancellationToken) =>
        await db.WrittenForBy(actorId, clock.GetUtcNow()).ToListAsync(cancellationToken);

    private IQueryable<DeskNeed> Mine(Guid actorId)
    {
        var now = clock.GetUtcNow();
        var since = now - NeedGuard.Grace;
        return db.Needs.AsNoTracking().Where(n => db.OrganisedBy(actorId, now).Contains(n.OrganisationId)).Select(n => new DeskNeed
        {
            Id = n.Id,
            OrganisationId = n.OrganisationId,
            Organisation = db.Organisations.Where(o => o.Id == n.OrganisationId).Select(o => o.Name).First(),
            Item = n.Item,
            Unit = n.Unit,
            Place = n.Place,
            Bringers = n.Bringers,
            Urgency = n.Urgency,
            Wanted = n.Wanted,
            Pledged = n.Pledged,
            Arrived = n.Arrived,
            TouchedAt = n.TouchedAt,
            AskedAt = n.AskedAt,
            State = n.ClosedAt != null ? NeedState.Closed : n.AskedAt == null ? NeedState.Shown : n.AskedAt > since ? NeedState.Asked : NeedState.Vanished,
        });
    }

    private IQueryable<DeskPledge> Lines(IQueryable<Pledge> pledges) => pledges.Select(p => new DeskPledge(
        p.Id, db.Supporters.Where(s => s.Id == p.SupporterId).Select(s => s.DisplayName).FirstOrDefault(), p.Amount, p.Arrived, p.By, p.Word, p.State));
}
