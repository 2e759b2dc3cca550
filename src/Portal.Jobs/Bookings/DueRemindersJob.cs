using Microsoft.Extensions.Logging;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Reminders;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Writes the reminders that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class DueRemindersJob(ReminderService reminders, ILogger<DueRemindersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var written = await reminders.WriteDueAsync(cancellationToken);
        context.Result = $"written: {written}";
        if (written > 0)
        {
            log.LogInformation("Reminders {Report}.", context.Result);
        }
    }
}
