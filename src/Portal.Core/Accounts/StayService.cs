using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Accounts;

/// <summary>When a volunteer is in the region, as entered by oneself.</summary>
public sealed class StayService(Retry retry, TimeProvider clock)
{
    /// <summary>How many stays to come one person has at most.</summary>
    public const int Most = 20;

    /// <summary>One's stays that are not over, soonest first.</summary>
    public Task<List<Stay>> ListAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => db.Stays.AsNoTracking().Where(s => s.SupporterId == supporterId && s.LastDay >= Today).OrderBy(s => s.FirstDay).ThenBy(s => s.Id).ToListAsync(token),
        cancellationToken);

    /// <summary>Adds one. What touches it already becomes one stay with it: a longer one is what an organisation asks for.</summary>
    public Task<AddStayResult> AddAsync(Guid supporterId, DateOnly first, DateOnly last, bool urgentAtNight, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            if (last < first || last < Today || last.DayNumber - first.DayNumber >= Stay.MostDays || first > Today.AddYears(2))
            {
                return last < first ? AddStayResult.EndsBeforeStart : last < Today ? AddStayResult.Over : AddStayResult.TooLong;
            }

            await using var transaction = await db.Database.BeginTransactionAsync(token);
            await db.LockSupporterAsync(supporterId, token);
            var stays = await db.Stays.Where(s => s.SupporterId == supporterId && s.LastDay >= Today).ToListAsync(token);
            var touching = stays.FindAll(s => s.FirstDay <= last.AddDays(1) && first <= s.LastDay.AddDays(1));
            if (stays.Count - touching.Count >= Most)
            {
                return AddStayResult.TooMany;
            }

            db.Stays.RemoveRange(touching);
            db.Stays.Add(new Stay
            {
                Id = Ids.New(clock),
                SupporterId = supporterId,
                FirstDay = touching.Select(s => s.FirstDay).Append(first).Min(),
                LastDay = touching.Select(s => s.LastDay).Append(last).Max(),
                UrgentAtNight = urgentAtNight,
            });
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return AddStayResult.Added;
        },
        cancellationToken);

    /// <summary>Takes one back; one that is not there is gone already.</summary>
    public Task RemoveAsync(Guid supporterId, Guid stayId, CancellationToken cancellationToken) => retry.RunAsync(
        (db, token) => db.Stays.Where(s => s.Id == stayId && s.SupporterId == supporterId).ExecuteDeleteAsync(token),
        cancellationToken);

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}

/// <summary>How adding a stay ended.</summary>
public enum AddStayResult
{
    /// <summary>It is kept.</summary>
    Added,

    /// <summary>Its last day lies before its first.</summary>
    EndsBeforeStart,

    /// <summary>It is over already.</summary>
    Over,

    /// <summary>It is longer than a year, or begins too far ahead.</summary>
    TooLong,

    /// <summary>There are enough.</summary>
    TooMany,
}
