using Portal.Core.Accounts.Deletion;
using Quartz;

namespace Portal.Jobs.Privacy;

/// <summary>Gives back what suspended people still hold, where that was interrupted.</summary>
[DisallowConcurrentExecution]
internal sealed class ReleasePlacesJob(Departures departures) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        context.Result = $"people: {await departures.ReleaseSuspendedAsync(cancellationToken)}";
}
