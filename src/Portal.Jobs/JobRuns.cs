using System.Collections.Concurrent;

namespace Portal.Jobs;

/// <summary>What the jobs of this process did last, kept in memory for the administrators.</summary>
public sealed class JobRuns
{
    private readonly ConcurrentDictionary<string, JobRun> _runs = new(StringComparer.Ordinal);

    /// <summary>Every job in the order of the table, with its last run; those that have not run yet say so by nulls.</summary>
    public IReadOnlyList<JobRun> All => [.. PortalJobs.All.Select(job => _runs.GetValueOrDefault(job.Name) ?? new JobRun(job.Name))];

    internal void Note(JobRun run) =>
        _runs.AddOrUpdate(run.Name, run, (_, before) => run with { LastError = run.LastError ?? before.LastError, LastErrorAt = run.LastErrorAt ?? before.LastErrorAt });
}

/// <summary>The last run of a job.</summary>
/// <param name="Name">The job's name.</param>
public sealed record JobRun(string Name)
{
    /// <summary>When it ran last, or null.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>How long that took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What it did, in a few words for operators.</summary>
    public string? Did { get; init; }

    /// <summary>When it runs next, or null.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The last error, kept when later runs go well; null when there never was one.</summary>
    public string? LastError { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }
}
