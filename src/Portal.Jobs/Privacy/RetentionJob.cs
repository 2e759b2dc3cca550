using Portal.Core.Privacy.Retention;
using Quartz;

namespace Portal.Jobs.Privacy;

/// <summary>Erases what was kept for long enough.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RetentionService retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = await retention.RunAsync(cancellationToken);
}
