using Microsoft.Extensions.Logging;
using Portal.Core.Qualifications;
using Quartz;

namespace Portal.Jobs.Qualifications;

/// <summary>Tells people that something they hold ends within a month.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpiryNoticesJob(ExpiryNotices notices, ILogger<ExpiryNoticesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var written = await notices.WriteDueAsync(cancellationToken);
        context.Result = $"written: {written}";
        if (written > 0)
        {
            log.LogInformation("Notices that qualifications end {Report}.", context.Result);
        }
    }
}
