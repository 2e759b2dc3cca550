using Microsoft.Extensions.Logging;
using Portal.Core.Mail;
using Quartz;

namespace Portal.Jobs.Mail;

/// <summary>Turns leases that ran out into doubts, and decides doubts that are old enough.</summary>
[DisallowConcurrentExecution]
internal sealed class ResolveInDoubtJob(DoubtService doubts, MailBell bell, ILogger<ResolveInDoubtJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var report = await doubts.ResolveAsync(cancellationToken);
        context.Result = $"leases run out: {report.Expired}, sent again: {report.Again}, held: {report.Held}";
        if (report.Again > 0)
        {
            bell.Ring();
        }

        if (report != DoubtReport.Nothing)
        {
            log.LogWarning("Mail in doubt: {Report}.", context.Result);
        }
    }
}
