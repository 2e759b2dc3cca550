using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Circles;

/// <summary>Lets circles rest that nobody has hosted for long, and forgets what is old. It looks for what is due, so it may run twice, or at once.</summary>
public sealed class CircleRest(Retry retry, TimeProvider clock)
{
    /// <summary>Lets rest what is due; how many that were.</summary>
    public Task<int> RestDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-SupporterCircle.DaysWithoutHost);
        return retry.RunAsync((db, token) => db.Circles.Where(c => c.State == CircleState.Approved && c.RestingSince == null && c.HostlessSince <= since)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.RestingSince, now), token), cancellationToken);
    }

    /// <summary>Erases proposals that were declined, memberships that ended and messages, each a year after. How many.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (declined, gone, sent) = (now.AddMonths(-SupporterCircle.MonthsKept), now.AddMonths(-CircleMember.MonthsKept), now.AddMonths(-CircleMessage.MonthsKept));
        return await retry.RunAsync((db, token) => db.Circles.Where(c => c.State == CircleState.Declined && c.DecidedAt < declined).ExecuteDeleteAsync(token), cancellationToken)
            + await retry.RunAsync((db, token) => db.CircleMembers.Where(m => m.Standing == CircleStanding.Gone && m.GoneAt < gone).ExecuteDeleteAsync(token), cancellationToken)
            + await retry.RunAsync((db, token) => db.CircleMessages.Where(m => m.SentAt < sent).ExecuteDeleteAsync(token), cancellationToken);
    }
}
