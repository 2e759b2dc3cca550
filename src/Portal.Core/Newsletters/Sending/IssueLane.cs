using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Portal.Core.Mail;
using Portal.Core.Mail.Chaos;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// The lane of newsletters: takes batches of one issue in one language, one after the other, and hands several of them over at once.
/// Each process drains it once at a time; where a provider gives doubtful answers one message at a time probes it.
/// </summary>
public sealed class IssueLane(
    IssueClaims claims,
    IssueDelivery delivery,
    ProviderAnswers answers,
    RequestSlots slots,
    CrashPoints crashes,
    TimeProvider clock,
    ILogger<IssueLane> log) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<Guid, bool> _inMind = new();

    // Where another worker is at the first ones as well, this one keeps away from it.
    private volatile int _passed;

    // One slot is left for what somebody waits for.
    private int Width => delivery.TakesBatches ? Math.Max(1, slots.Count - 1) : 1;

    /// <summary>Sends everything that is due, and counts it into <paramref name="report"/>. Returns at once where the lane is being drained already.</summary>
    public async Task DrainAsync(DispatchReport report, CancellationToken cancellationToken)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return;
        }

        try
        {
            await DrainInTurnAsync(report, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task DrainInTurnAsync(DispatchReport report, CancellationToken cancellationToken)
    {
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new List<Task>();
        try
        {
            while (!halt.IsCancellationRequested)
            {
                var probing = answers.IsDoubtful;
                if (underWay.Count >= (probing ? 1 : Width))
                {
                    await FirstOfAsync(underWay);
                }
                else if (await TakeAsync(probing ? 1 : delivery.Size, halt.Token) is { } taken)
                {
                    underWay.Add(DeliverAsync(taken, report, halt));
                }
                else if (underWay.Count > 0)
                {
                    await FirstOfAsync(underWay);
                }
                else
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            log.LogInformation("Newsletters stopped; the rest of them waits.");
        }

        await Task.WhenAll(underWay);
    }

    private async Task<TakenIssue?> TakeAsync(int size, CancellationToken cancellationToken)
    {
        if (!await answers.MaySendAsync(cancellationToken))
        {
            return null;
        }

        if (await claims.NextAsync(size, _passed, [.. _inMind.Keys], cancellationToken) is not { } issue)
        {
            if (_passed == 0)
            {
                return null;
            }

            _passed = 0;
            return await TakeAsync(size, cancellationToken);
        }

        foreach (var id in issue.Ids)
        {
            _inMind[id] = true;
        }

        crashes.Reach(CrashPoint.Taken);
        return issue;
    }

    private async Task DeliverAsync(TakenIssue issue, DispatchReport report, CancellationTokenSource halt)
    {
        try
        {
            if (!await delivery.DeliverAsync(issue, Ids.New(clock), report, halt))
            {
                _passed = Width * delivery.Size;
            }
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            log.LogInformation("Stopped within a batch of a newsletter; the rest of it waits.");
        }
        finally
        {
            foreach (var id in issue.Ids)
            {
                _inMind.TryRemove(id, out _);
            }
        }
    }

    private static async Task FirstOfAsync(List<Task> underWay)
    {
        var done = await Task.WhenAny(underWay);
        underWay.Remove(done);
        await done;
    }
}
