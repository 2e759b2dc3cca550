using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Core.Telemetry;

namespace Portal.Core.Mail;

/// <summary>
/// Drains the outbox. Any number of them may run, in any number of processes; a kill at any point loses nothing, and
/// only what was being handed over at that moment is in doubt.
/// </summary>
public sealed class Dispatcher(
    MessageClaims claims,
    MessageDelivery delivery,
    MailSwitchService mailSwitch,
    ProviderMood mood,
    OutageEnd outageEnd,
    IOptions<MailOptions> options,
    TimeProvider clock,
    ILogger<Dispatcher> log) : IDisposable
{
    private const int BatchSize = 20;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends batch after batch until nothing is due, or the provider turns mail away. Those called meanwhile wait for their turn.</summary>
    public async Task<DispatchReport> DispatchUntilEmptyAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var report = new DispatchReport();
            var went = true;
            while (went && !cancellationToken.IsCancellationRequested)
            {
                went = await DispatchBatchAsync(report, cancellationToken);
            }

            return report;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<bool> DispatchBatchAsync(DispatchReport report, CancellationToken cancellationToken)
    {
        if (mood.IsPaused || await mailSwitch.StoppedBecauseAsync(cancellationToken) is not null)
        {
            return false;
        }

        var token = Ids.New(clock);
        var probing = mood.IsDoubtful;
        var batch = await claims.TakeAsync(token, probing ? 1 : BatchSize, cancellationToken);
        if (batch.Count == 0)
        {
            return false;
        }

        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var width = new ParallelOptions { MaxDegreeOfParallelism = options.Value.AtOnce, CancellationToken = halt.Token };
            await Parallel.ForEachAsync(batch, width, async (message, stop) => await DeliverAsync(message, token, report, halt, stop));
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            log.LogInformation("Stopped within a batch; the rest of it waits.");
        }
        finally
        {
            await claims.ReleaseAsync(token, CancellationToken.None);
        }

        return !halt.IsCancellationRequested && !(probing && mood.IsDoubtful);
    }

    private async Task DeliverAsync(Message message, Guid token, DispatchReport report, CancellationTokenSource halt, CancellationToken cancellationToken)
    {
        if (await delivery.DeliverAsync(message, token, cancellationToken) is not { } delivered)
        {
            return;
        }

        report.Count(delivered.State);
        PortalMeters.Message(delivered.State);
        if (delivered.Answer is not { } answer)
        {
            return;
        }

        if (mood.Hear(answer))
        {
            await outageEnd.HurryAsync(CancellationToken.None);
        }

        if (answer.Kind == TransportAnswerKind.Barred)
        {
            await mailSwitch.StopAsync(answer.Reason ?? "barred", CancellationToken.None);
        }

        // One message turned away is a probe of what would happen to the next.
        if (answer.Kind is TransportAnswerKind.Barred or TransportAnswerKind.Later || mood.IsDoubtful)
        {
            await halt.CancelAsync();
        }
    }
}
