using Microsoft.Extensions.Logging;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Completes for those who were checked in what nobody completed within a day.</summary>
[DisallowConcurrentExecution]
internal sealed class CompleteShiftsJob(CompletionService completion, ILogger<CompleteShiftsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var completed = await completion.CompleteDueAsync(cancellationToken);
        context.Result = $"completed: {completed}";
        if (completed > 0)
        {
            log.LogInformation("Bookings {Report}.", context.Result);
        }
    }
}
