using Microsoft.Extensions.Logging;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Turns walk-ins into numbers a month after their shift.</summary>
[DisallowConcurrentExecution]
internal sealed class EraseWalkInNamesJob(WalkIns walkIns, ILogger<EraseWalkInNamesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var erased = await walkIns.EraseNamesAsync(cancellationToken);
        context.Result = $"erased: {erased}";
        if (erased > 0)
        {
            log.LogInformation("Names of walk-ins {Report}.", context.Result);
        }
    }
}
