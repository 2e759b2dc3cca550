using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Sending;

namespace Portal.Jobs.Mail;

/// <summary>Sends at once when it starts and when a use case, of whichever process, rang the bell. A start also lets mail go again that a refused key had stopped: starting anew is how a setting is put right.</summary>
internal sealed class MailBellListener(MailBell bell, Dispatcher dispatcher, IssueLane newsletters, MailSwitchService mailSwitch, ILogger<MailBellListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(() => mailSwitch.ResumeAsync(stoppingToken), stoppingToken);
        var lane = Task.CompletedTask;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                // First without a ring: after a worker was killed, Quartz gives its job to another one only half a minute later.
                await TryAsync(async () => Say(await dispatcher.DispatchUrgentAsync(stoppingToken)), stoppingToken);

                // Beside it, for a newsletter takes its time and the next ring may be somebody's password.
                lane = lane.IsCompleted ? TryAsync(() => NewslettersAsync(stoppingToken), stoppingToken) : lane;
                await bell.WaitAsync(stoppingToken);
            }
        }
        finally
        {
            await lane;
        }
    }

    private async Task NewslettersAsync(CancellationToken stoppingToken)
    {
        var report = new DispatchReport();
        await newsletters.DrainAsync(report, stoppingToken);
        Say(report);
    }

    private void Say(DispatchReport report)
    {
        if (report.Total > 0)
        {
            log.LogInformation("Mail by the bell: {Report}.", report);
        }
    }

    // Whatever goes wrong must not end the listening, nor with it the whole process; the job looks anyway.
    private async Task TryAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            log.LogError(fault, "The mail that the bell announced could not be sent; the job looks again.");
        }
    }
}
