using Microsoft.Extensions.Logging;
using Portal.Core.Shifts.Files;
using Quartz;

namespace Portal.Jobs.Shifts;

/// <summary>Forgets a month later who took in which file.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetImportsJob(ImportRuns runs, ILogger<ForgetImportsJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var forgotten = await runs.ForgetAsync(cancellationToken);
        context.Result = $"forgotten: {forgotten}";
        if (forgotten > 0)
        {
            log.LogInformation("Imports {Report}.", context.Result);
        }
    }
}
