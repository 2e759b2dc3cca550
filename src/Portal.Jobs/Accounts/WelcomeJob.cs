using Portal.Core.Accounts.Welcome;
using Quartz;

namespace Portal.Jobs.Accounts;

/// <summary>Writes the mails of the welcome that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class WelcomeJob(WelcomeSeries series) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"written: {await series.WriteDueAsync(cancellationToken)}";
}
