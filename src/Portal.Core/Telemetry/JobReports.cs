using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Telemetry;

/// <summary>What the jobs of all processes did last.</summary>
public sealed class JobReports(IDbContextFactory<PortalDbContext> contexts, Retry retry)
{
    /// <summary>Writes down a run. The last error stays until there is another one.</summary>
    public Task NoteAsync(JobReport run, CancellationToken cancellationToken) => retry.RunAsync((db, stop) => NoteOnceAsync(db, run, stop), cancellationToken);

    /// <summary>Every job that ever ran, by name.</summary>
    public async Task<IReadOnlyList<JobReport>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.JobReports.AsNoTracking().OrderBy(r => r.Name).ToListAsync(cancellationToken);
    }

    private static async Task<bool> NoteOnceAsync(PortalDbContext db, JobReport run, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await db.JobReports.Where(r => r.Name == run.Name).ExecuteUpdateAsync(
            set => set
                .SetProperty(r => r.LastAt, run.LastAt)
                .SetProperty(r => r.Took, run.Took)
                .SetProperty(r => r.Did, run.Did)
                .SetProperty(r => r.NextAt, run.NextAt)
                .SetProperty(r => r.LastError, r => run.LastError ?? r.LastError)
                .SetProperty(r => r.LastErrorAt, r => run.LastErrorAt ?? r.LastErrorAt),
            cancellationToken);
        if (known == 0)
        {
            db.JobReports.Add(run);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
