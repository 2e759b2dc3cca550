using Microsoft.Extensions.Logging;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Ends offers and requests that nobody answered in time, and offers the places that are kept for those who wait.</summary>
[DisallowConcurrentExecution]
internal sealed class LapsedBookingsJob(Lapses lapses, ILogger<LapsedBookingsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (lapsed, offered) = await lapses.RunAsync(cancellationToken);
        context.Result = $"lapsed: {lapsed}, offered: {offered}";
        if (lapsed + offered > 0)
        {
            log.LogInformation("Bookings {Report}.", context.Result);
        }
    }
}
