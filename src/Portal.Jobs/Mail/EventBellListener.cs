using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Core.Mail.Events;

namespace Portal.Jobs.Mail;

/// <summary>Applies events as soon as they are stored, in whichever process.</summary>
internal sealed class EventBellListener(EventBell bell, EventApplication events, ILogger<EventBellListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(stoppingToken);
            try
            {
                log.LogInformation("Events of the mail's provider: {Count} applied.", await events.ApplyAsync(stoppingToken));
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The events that the bell announced could not be applied; the job looks again.");
            }
        }
    }
}
