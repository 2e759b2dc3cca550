using Portal.Core.Privacy.Audit;
using Quartz;

namespace Portal.Jobs.Privacy;

/// <summary>Writes to the auditors what the record got in the week before.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditDigestJob(AuditDigest digest) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"written: {await digest.WriteAsync(cancellationToken)}";
}
