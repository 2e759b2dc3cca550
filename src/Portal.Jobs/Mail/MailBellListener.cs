using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Mail;

namespace Portal.Jobs.Mail;

/// <summary>Sends at once when it starts and when a use case, of whichever process, rang the bell. A start also lets mail go again that a refused key had stopped: starting anew is how a setting is put right.</summary>
internal sealed class MailBellListener(MailBell bell, Dispatcher dispatcher, MailSwitchService mailSwitch, ILogger<MailBellListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(() => mailSwitch.ResumeAsync(stoppingToken));
        while (!stoppingToken.IsCancellationRequested)
        {
            // First without a ring: after a worker was killed, Quartz gives its job to another one only half a minute later.
            await TryAsync(async () =>
            {
                var report = await dispatcher.DispatchUntilEmptyAsync(stoppingToken);
                log.LogInformation("Mail by the bell: {Report}.", report);
            });
            await bell.WaitAsync(stoppingToken);
        }
    }

    // A database that is away for a moment must not end the listening; the job looks anyway.
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DbException fault)
        {
            log.LogError(fault, "The dispatcher could not reach the database.");
        }
    }
}
