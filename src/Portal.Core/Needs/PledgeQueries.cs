using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Needs;

/// <summary>Reads what somebody has promised.</summary>
public sealed class PledgeQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>How many of those that are over are listed.</summary>
    public const int MostOver = 50;

    /// <summary>What is waited for, the next day first, and what is over, the latest first. Two commands.</summary>
    public async Task<OwnPledges> MineAsync(Guid me, CancellationToken cancellationToken)
    {
        var own = db.Pledges.AsNoTracking().Where(p => p.SupporterId == me);
        var open = await Mine(own.Where(p => p.State == PledgeState.Open).OrderBy(p => p.By).ThenBy(p => p.Id)).ToListAsync(cancellationToken);
        var over = await Mine(own.Where(p => p.State != PledgeState.Open).OrderByDescending(p => p.ChangedAt).ThenBy(p => p.Id).Take(MostOver)).ToListAsync(cancellationToken);
        return new(open, over);
    }

    /// <summary>One of one's own, or null.</summary>
    public Task<OwnPledge?> FindAsync(Guid me, Guid pledgeId, CancellationToken cancellationToken) =>
        Mine(db.Pledges.AsNoTracking().Where(p => p.Id == pledgeId && p.SupporterId == me)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What one has promised of a need and is waited for, or null.</summary>
    public Task<OwnPledge?> OpenAsync(Guid me, Guid needId, CancellationToken cancellationToken) =>
        Mine(db.Pledges.AsNoTracking().Where(p => p.NeedId == needId && p.SupporterId == me && p.State == PledgeState.Open)).FirstOrDefaultAsync(cancellationToken);

    private IQueryable<OwnPledge> Mine(IQueryable<Pledge> pledges)
    {
        var since = clock.GetUtcNow() - NeedGuard.Grace;
        return pledges.Select(p => new OwnPledge(
            p.Id, p.NeedId, p.Need!.Item, p.Need.Unit, p.Need.Place, db.Organisations.Where(o => o.Id == p.Need.OrganisationId).Select(o => o.Name).First(), p.Amount, p.Arrived, p.By, p.Word, p.State,
            p.Need.ClosedAt == null && (p.Need.AskedAt == null || p.Need.AskedAt > since), p.Need.ClosedAt != null, p.Need.Wanted - p.Need.Pledged - p.Need.Arrived));
    }
}

/// <summary>All that somebody has promised.</summary>
public sealed record OwnPledges(IReadOnlyList<OwnPledge> Open, IReadOnlyList<OwnPledge> Over);

/// <summary>One's own pledge with its need.</summary>
/// <param name="IsShown">Whether the need has a page that everybody may read.</param>
/// <param name="IsClosed">Whether its organisers closed it.</param>
/// <param name="Free">How much of the need nobody promised; below 0 where more came than was wanted.</param>
public sealed record OwnPledge(
    Guid Id, Guid NeedId, LocalText Item, LocalText Unit, LocalText Place, string Organisation, int Amount, int Arrived, DateOnly By, string? Word, PledgeState State, bool IsShown, bool IsClosed, int Free)
{
    /// <summary>The most it may be changed to.</summary>
    public int Most => IsShown ? Amount + Math.Max(0, Free) : Amount;
}
