using Portal.Core.Privacy.Audit;
using Quartz;

namespace Portal.Jobs.Privacy;

/// <summary>Seals what the record got since the last look.</summary>
[DisallowConcurrentExecution]
internal sealed class SealAuditJob(AuditSealer sealer) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"sealed: {await sealer.SealAsync(cancellationToken)}";
}
