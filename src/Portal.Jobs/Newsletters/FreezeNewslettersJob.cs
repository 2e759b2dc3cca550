using Microsoft.Extensions.Logging;
using Portal.Core.Newsletters;
using Quartz;

namespace Portal.Jobs.Newsletters;

/// <summary>Goes on where freezing stands, after a click, a kill or a restart, and closes newsletters whose messages are all settled.</summary>
[DisallowConcurrentExecution]
internal sealed class FreezeNewslettersJob(NewsletterPress press, ILogger<FreezeNewslettersJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var steps = await press.RunAsync(cancellationToken);
        context.Result = steps == 0 ? "nothing to do" : $"{steps} steps";
        if (steps > 0)
        {
            log.LogInformation("Newsletters: {Steps} slices and endings.", steps);
        }
    }
}
