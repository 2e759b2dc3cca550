using Microsoft.Extensions.Logging;
using Portal.Core.Mail.Chaos;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Telemetry;

namespace Portal.Core.Mail;

/// <summary>
/// Drains the outbox. Any number of them may run, in any number of processes; a kill at any point loses nothing, and
/// only what was being handed over at that moment is in doubt. Newsletters have a lane of their own, so that none delays a reminder.
/// </summary>
public sealed class Dispatcher(
    MessageClaims claims,
    MessageDelivery delivery,
    ProviderAnswers answers,
    RequestSlots slots,
    IssueLane newsletters,
    CrashPoints crashes,
    TimeProvider clock,
    ILogger<Dispatcher> log) : IDisposable
{
    private const int BatchSize = 20;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends everything that is due: first what somebody waits for, then newsletters.</summary>
    public async Task<DispatchReport> DispatchUntilEmptyAsync(CancellationToken cancellationToken)
    {
        var report = await DispatchUrgentAsync(cancellationToken);
        await newsletters.DrainAsync(report, cancellationToken);
        return report;
    }

    /// <summary>Sends batch after batch of all but newsletters until nothing is due, or the provider turns mail away. Those called meanwhile wait for their turn.</summary>
    public async Task<DispatchReport> DispatchUrgentAsync(CancellationToken cancellationToken)
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
        if (!await answers.MaySendAsync(cancellationToken))
        {
            return false;
        }

        var token = Ids.New(clock);
        var probing = answers.IsDoubtful;
        var batch = await claims.TakeAsync(token, probing ? 1 : BatchSize, cancellationToken);
        if (batch.Count == 0)
        {
            return false;
        }

        crashes.Reach(CrashPoint.Taken);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var width = new ParallelOptions { MaxDegreeOfParallelism = slots.Count, CancellationToken = halt.Token };
            await Parallel.ForEachAsync(batch, width, async (message, stop) => await DeliverAsync(message, token, report, halt, stop));
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            log.LogInformation("Stopped within a batch; the rest of it waits.");
        }
        finally
        {
            await claims.ReleaseAsync([.. batch.Select(m => m.Id)], token, CancellationToken.None);
        }

        return !halt.IsCancellationRequested && !(probing && answers.IsDoubtful);
    }

    private async Task DeliverAsync(Message message, Guid token, DispatchReport report, CancellationTokenSource halt, CancellationToken cancellationToken)
    {
        if (await delivery.DeliverAsync(message, token, cancellationToken) is not { } delivered)
        {
            return;
        }

        report.Count(delivered.State);
        PortalMeters.Message(delivered.State);
        if (delivered.Answer is { } answer && await answers.HearAsync(answer))
        {
            await halt.CancelAsync();
        }
    }
}
