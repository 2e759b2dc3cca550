using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Core.CallOuts;

/// <summary>What people answer to a call-out. A place is taken by the same booking as everywhere; there is no second one.</summary>
public sealed class CallOutAnswers(IDbContextFactory<PortalDbContext> contexts, BookingService bookings, LiveHints hints, TimeProvider clock)
{
    /// <summary>"I can": takes a place, also for whoever was not asked and may see the shift. Null where there is no such call-out.</summary>
    public async Task<BookOutcome?> ComeAsync(Guid supporterId, Guid callOutId, Guid formKey, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var asked = await db.CallOuts.AsNoTracking().Where(c => c.Id == callOutId).Select(c => new { c.ShiftId, c.PositionId }).SingleOrDefaultAsync(cancellationToken);
        if (asked is null)
        {
            return null;
        }

        var outcome = await bookings.BookAsync(supporterId, asked.ShiftId, asked.PositionId, formKey, cancellationToken);
        hints.CallOutMoved(callOutId);
        return outcome;
    }

    /// <summary>"Not now": no further question about that shift. Twice is the same as once; false for whoever was not asked.</summary>
    public async Task<bool> NotNowAsync(Guid supporterId, Guid callOutId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var own = db.CallOutAsks.Where(a => a.CallOutId == callOutId && a.SupporterId == supporterId);
        if (await own.Where(a => a.DeclinedAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.DeclinedAt, now), cancellationToken) == 0)
        {
            return await own.AnyAsync(cancellationToken);
        }

        hints.CallOutMoved(callOutId);
        return true;
    }

    /// <summary>Notes that somebody has questions before their eyes.</summary>
    public async Task SeenAsync(Guid supporterId, IReadOnlyCollection<Guid> callOutIds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.CallOutAsks.Where(a => a.SupporterId == supporterId && callOutIds.Contains(a.CallOutId) && a.SeenAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.SeenAt, now), cancellationToken) == 0)
        {
            return;
        }

        foreach (var id in callOutIds)
        {
            hints.CallOutMoved(id);
        }
    }
}
