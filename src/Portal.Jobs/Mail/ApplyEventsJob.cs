using Portal.Core.Mail.Events;
using Quartz;

namespace Portal.Jobs.Mail;

/// <summary>Applies the provider's events that no ring announced.</summary>
[DisallowConcurrentExecution]
internal sealed class ApplyEventsJob(EventApplication events) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"applied: {await events.ApplyAsync(cancellationToken)}";
}
