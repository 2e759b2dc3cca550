using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Needs;

/// <summary>Turns promises that ended long ago, and what came, into numbers that name nobody. The counters stay what they are.</summary>
public sealed class OldPledges(Retry retry, TimeProvider clock)
{
    /// <summary>Does so. How many rows that were.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var (ended, noted) = (clock.GetUtcNow().AddMonths(-Pledge.MonthsKept), clock.GetUtcNow().AddMonths(-Arrival.MonthsKept));
            var pledges = await db.Pledges.Where(p => p.State != PledgeState.Open && p.ChangedAt < ended && (p.SupporterId != null || p.Word != null))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.SupporterId, (Guid?)null).SetProperty(p => p.Word, (string?)null), token);
            return pledges + await db.Arrivals.Where(a => a.ById != null && a.At < noted).ExecuteUpdateAsync(set => set.SetProperty(a => a.ById, (Guid?)null), token);
        },
        cancellationToken);
}
