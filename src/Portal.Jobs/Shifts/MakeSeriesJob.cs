using Microsoft.Extensions.Logging;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Quartz;

namespace Portal.Jobs.Shifts;

/// <summary>Makes the shifts of series that have come within eight weeks.</summary>
[DisallowConcurrentExecution]
internal sealed class MakeSeriesJob(SeriesMaking series, ILogger<MakeSeriesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var made = await series.MakeDueAsync(cancellationToken);
        context.Result = $"made: {made}";
        if (made > 0)
        {
            log.LogInformation("Shifts of series {Report}.", context.Result);
        }
    }
}
