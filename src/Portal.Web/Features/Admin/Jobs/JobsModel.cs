using Portal.Core.Telemetry;

namespace Portal.Web.Features.Admin.Jobs;

/// <summary>The jobs as they are now.</summary>
public sealed record JobsModel(IReadOnlyList<JobReport> Jobs, DateTimeOffset AsOf)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    /// <summary>Whether a job should have run long since.</summary>
    public bool IsLate(JobReport job) => job.NextAt + Patience < AsOf;

    /// <summary>Whether a job failed lately.</summary>
    public bool Failed(JobReport job) => job.LastErrorAt > AsOf - Recent;
}
