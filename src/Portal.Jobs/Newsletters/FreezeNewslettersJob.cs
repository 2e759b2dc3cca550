using Microsoft.Extensions.Logging;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Quartz;

namespace Portal.Jobs.Newsletters;

/// <summary>Begins newsletters whose time has come, goes on where freezing stands, after a click, a kill or a restart, and closes newsletters whose messages are all settled.</summary>
[DisallowConcurrentExecution]
internal sealed class FreezeNewslettersJob(NewsletterDepartures departures, NewsletterPress press, ILogger<FreezeNewslettersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var steps = await departures.StartDueAsync(cancellationToken) + await press.RunAsync(cancellationToken);
        context.Result = steps == 0 ? "nothing to do" : $"{steps} steps";
        if (steps > 0)
        {
            log.LogInformation("Newsletters: {Steps} beginnings, slices and endings.", steps);
        }
    }
}
