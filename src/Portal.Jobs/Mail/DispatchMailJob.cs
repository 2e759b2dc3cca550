using Microsoft.Extensions.Logging;
using Portal.Core.Mail;
using Quartz;

namespace Portal.Jobs.Mail;

/// <summary>Sends what is due, newsletters apart. Rings of the bell come first; this finds what no ring announced: later times, retries, other processes' messages.</summary>
[DisallowConcurrentExecution]
internal sealed class DispatchMailJob(Dispatcher dispatcher, ILogger<DispatchMailJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await dispatcher.DispatchUrgentAsync(cancellationToken);
        context.Result = report.ToString();
        if (report.Total > 0)
        {
            log.LogInformation("Mail by the job: {Report}.", report);
        }
    }
}
