using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Circles;
using Portal.Core.Data;
using Portal.Core.Needs;

namespace Portal.Core.Accounts.Deletion;

/// <summary>
/// Gives back what somebody holds who will not come any more, by the usual use cases: coming places go to those who wait, groups are dissolved, what was promised is missing again, circles are left.
/// Each is a transaction that finds what is left to do, so it may run twice, late, and be killed at any point.
/// </summary>
public sealed class Departures(IDbContextFactory<PortalDbContext> contexts, Withdrawals withdrawals, PartyLeading parties, PledgeService pledges, CircleLeaving circles, TimeProvider clock)
{
    private const int Piece = 200;

    /// <summary>Gives back all that one person holds.</summary>
    public async Task ReleaseAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        List<Guid> bookings, groups;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            bookings = await db.GivenUpBy(supporterId, clock.GetUtcNow()).OrderBy(b => b.Id).Select(b => b.Id).ToListAsync(cancellationToken);
            groups = await db.Parties.Where(p => p.LeaderId == supporterId && p.DissolvedAt == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellationToken);
        }

        foreach (var booking in bookings)
        {
            await withdrawals.ReleaseAsync(supporterId, booking, cancellationToken);
        }

        foreach (var group in groups)
        {
            await parties.DissolveAsync(supporterId, group, cancellationToken);
        }

        await pledges.ReleaseAsync(supporterId, cancellationToken);
        await circles.LeaveAllAsync(supporterId, cancellationToken);
    }

    /// <summary>Gives back what suspended people still hold: where a process was killed after it suspended somebody. Returns how many people that were.</summary>
    public async Task<int> ReleaseSuspendedAsync(CancellationToken cancellationToken)
    {
        List<Guid> people;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var now = clock.GetUtcNow();
            people = await db.Supporters
                .Where(s => s.SuspendedAt != null && (db.Parties.Any(p => p.LeaderId == s.Id && p.DissolvedAt == null)
                    || db.CircleMembers.Any(m => m.SupporterId == s.Id && m.Standing != CircleStanding.Gone)
                    || db.Pledges.Any(p => p.SupporterId == s.Id && p.State == PledgeState.Open)
                    || db.Bookings.Any(b => b.SupporterId == s.Id && GivenUp.Coming.Contains(b.State) && b.Shift!.StartsAt > now)))
                .OrderBy(s => s.Id).Select(s => s.Id).Take(Piece).ToListAsync(cancellationToken);
        }

        foreach (var person in people)
        {
            await ReleaseAsync(person, cancellationToken);
        }

        return people.Count;
    }
}
