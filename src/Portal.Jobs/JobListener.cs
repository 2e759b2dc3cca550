using Microsoft.Extensions.Logging;
using Quartz;

namespace Portal.Jobs;

/// <summary>Logs what each job did, and keeps it for the administrators' page.</summary>
internal sealed class JobListener(JobRuns runs, ILogger<JobListener> log) : IJobListener
{
    public string Name => "portal";

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var (name, did) = (context.JobDetail.Key.Name, context.Result as string);
        runs.Note(new JobRun(name)
        {
            LastAt = context.FireTimeUtc,
            Took = context.JobRunTime,
            NextAt = context.NextFireTimeUtc,
            Did = did,
            LastError = jobException?.InnerException?.Message ?? jobException?.Message,
            LastErrorAt = jobException is null ? null : context.FireTimeUtc,
        });
        if (jobException is not null)
        {
            log.LogError(jobException, "The job {Job} failed; it will look again.", name);
        }
        else
        {
            log.LogDebug("The job {Job} took {Took}: {Did}.", name, context.JobRunTime, did);
        }

        return ValueTask.CompletedTask;
    }
}
