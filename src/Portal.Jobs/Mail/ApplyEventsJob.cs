using Portal.Core.Mail.Events;
using Quartz;

namespace Portal.Jobs.Mail;

/// <summary>Applies the provider's events that no ring announced, and erases those that are a month old.</summary>
[DisallowConcurrentExecution]
internal sealed class ApplyEventsJob(EventApplication events) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var applied = await events.ApplyAsync(cancellationToken);
        var erased = await events.ForgetAsync(cancellationToken);
        context.Result = $"applied: {applied}, erased: {erased}";
    }
}
