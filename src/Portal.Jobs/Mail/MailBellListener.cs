using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Mail;

namespace Portal.Jobs.Mail;

/// <summary>Sends at once when it starts and when a use case, of whichever process, rang the bell. A start also lets mail go again that a refused key had stopped: starting anew is how a setting is put right.</summary>
internal sealed class MailBellListener(MailBell bell, Dispatcher dispatcher, MailSwitchService mailSwitch, ILogger<MailBellListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(() => mailSwitch.ResumeAsync(stoppingToken), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // First without a ring: after a worker was killed, Quartz gives its job to another one only half a minute later.
            await TryAsync(async () =>
            {
                var report = await dispatcher.DispatchUntilEmptyAsync(stoppingToken);
                log.LogInformation("Mail by the bell: {Report}.", report);
            }, stoppingToken);
            await bell.WaitAsync(stoppingToken);
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
