using Microsoft.Extensions.Logging;
using Portal.Core.Bookings.Parties;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Forgets groups a month after their last shift.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetGroupsJob(PartyLapses parties, ILogger<ForgetGroupsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var forgotten = await parties.ForgetAsync(cancellationToken);
        context.Result = $"forgotten: {forgotten}";
        if (forgotten > 0)
        {
            log.LogInformation("Groups {Report}.", context.Result);
        }
    }
}
