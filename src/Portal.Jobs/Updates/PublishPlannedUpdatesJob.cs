using Microsoft.Extensions.Logging;
using Portal.Core.Updates.Planned;
using Quartz;

namespace Portal.Jobs.Updates;

/// <summary>Posts the updates whose moment has come.</summary>
[DisallowConcurrentExecution]
internal sealed class PublishPlannedUpdatesJob(PlannedPosting posting, ILogger<PublishPlannedUpdatesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (posted, held) = await posting.RunAsync(cancellationToken);
        context.Result = $"posted: {posted}, held: {held}";
        if (posted + held > 0)
        {
            log.LogInformation("Planned updates {Report}.", context.Result);
        }
    }
}
