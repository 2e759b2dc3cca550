using Portal.Core.Needs;
using Quartz;

namespace Portal.Jobs.Needs;

/// <summary>Asks whether needs still are, reminds of what was promised, and lets go what did not come.</summary>
[DisallowConcurrentExecution]
internal sealed class NeedsJob(NeedUpkeep upkeep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => context.Result = await upkeep.RunAsync(cancellationToken);
}
