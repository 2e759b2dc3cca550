using Microsoft.Extensions.Logging;
using Portal.Core.Bookings.Parties;
using Quartz;

namespace Portal.Jobs.Bookings;

/// <summary>Frees the places of groups that nobody claimed in time, and reminds their leaders before.</summary>
[DisallowConcurrentExecution]
internal sealed class GroupPlacesJob(PartyLapses parties, ILogger<GroupPlacesJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var (freed, reminded) = await parties.RunAsync(cancellationToken);
        context.Result = $"freed: {freed}, reminded: {reminded}";
        if (freed + reminded > 0)
        {
            log.LogInformation("Places of groups {Report}.", context.Result);
        }
    }
}
