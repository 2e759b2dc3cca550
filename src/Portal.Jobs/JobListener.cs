using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Core.Telemetry;
using Quartz;

namespace Portal.Jobs;

/// <summary>
/// Logs what each job did, and writes it down for the administrators' page: when something new came of it, and otherwise once a minute,
/// so that jobs which look every few seconds and find nothing do not keep the disk busy.
/// </summary>
internal sealed class JobListener(JobReports reports, ILogger<JobListener> log) : IJobListener
{
    private const int LongestWords = 500;
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, JobReport> _written = new(StringComparer.Ordinal);

    public string Name => "portal";

    public async ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        var (name, did) = (context.JobDetail.Key.Name, context.Result as string);
        if (jobException is not null)
        {
            log.LogError(jobException, "The job {Job} failed; it will look again.", name);
        }
        else
        {
            log.LogDebug("The job {Job} took {Took}: {Did}.", name, context.JobRunTime, did);
        }

        // Only the error's kind: its words may hold what is nobody's business.
        var error = jobException is null ? null : (jobException.InnerException ?? jobException).GetBaseException().GetType().Name;
        await TryNoteAsync(new JobReport
        {
            Name = name,
            LastAt = context.FireTimeUtc,
            Took = context.JobRunTime,
            NextAt = context.NextFireTimeUtc,
            Did = did is { Length: > LongestWords } ? did[..LongestWords] : did,
            LastError = error,
            LastErrorAt = error is null ? null : context.FireTimeUtc,
        });
    }

    // A report that cannot be written must not disturb the jobs.
    private async Task TryNoteAsync(JobReport run)
    {
        if (_written.TryGetValue(run.Name, out var before) && run.LastError is null && run.Did == before.Did && run.LastAt - before.LastAt < AtLeastEvery)
        {
            return;
        }

        try
        {
            await reports.NoteAsync(run, CancellationToken.None);
            _written[run.Name] = run;
        }
        catch (Exception fault)
        {
            log.LogWarning("What the job {Job} did could not be written down: {Fault}.", run.Name, fault.GetType().Name);
        }
    }
}
