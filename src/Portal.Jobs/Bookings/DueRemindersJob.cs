using Microsoft.Extensions.Logging;
using Portal.Core.Bookings;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Writes the reminders that have come due; what a stopped server missed is caught up with.</summary>
[DisallowConcurrentExecution]
internal sealed class DueRemindersJob(ReminderService reminders, ILogger<DueRemindersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var written = await reminders.WriteDueAsync(cancellationToken);
        context.Result = $"reminders written: {written}";
        if (written > 0)
        {
            log.LogInformation("Wrote {Count} reminders.", written);
        }
    }
}
