using Microsoft.Extensions.Logging;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Sending;
using Quartz;

namespace Portal.Jobs.Newsletters;

/// <summary>Sends newsletters, in a job of its own: it may take an hour, and what somebody waits for must not wait for it.</summary>
[DisallowConcurrentExecution]
internal sealed class DispatchNewslettersJob(IssueLane lane, ILogger<DispatchNewslettersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = new DispatchReport();
        await lane.DrainAsync(report, cancellationToken);
        context.Result = report.ToString();
        if (report.Total > 0)
        {
            log.LogInformation("Newsletters: {Report}.", report);
        }
    }
}
