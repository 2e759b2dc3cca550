using Microsoft.Extensions.Logging;
using Portal.Core.Mail;
using Portal.Core.Mail.Chaos;
using Portal.Core.Telemetry;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// The way of a batch of one issue: compose, commit that it is being sent, hand over, write down what came of it.
/// A transport that takes batches gets one request; another one a mail for each person.
/// </summary>
public sealed class IssueDelivery(
    IssueComposer composer,
    IssueClaims claims,
    MessageSettlement settlement,
    IMailTransport transport,
    RequestSlots slots,
    Backoff backoff,
    ProviderAnswers answers,
    CrashPoints crashes,
    ILogger<IssueDelivery> log)
{
    private const int OneByOne = 20;
    private readonly IBatchTransport? _batches = transport as IBatchTransport;

    /// <summary>Whether one request reaches many people.</summary>
    public bool TakesBatches => _batches is not null;

    /// <summary>How many messages are taken at once.</summary>
    public int Size => _batches?.MostAtOnce ?? OneByOne;

    /// <summary>
    /// Delivers a batch, counts it into the report, and halts the lane where the provider turns mail away. Once a request is made nothing cancels it,
    /// so that the answer is heard. False when somebody else was at it as well.
    /// </summary>
    public async Task<bool> DeliverAsync(TakenIssue issue, Guid token, DispatchReport report, CancellationTokenSource halt)
    {
        var composed = await composer.ComposeAsync(issue, halt.Token);
        foreach (var ended in composed.Ended.GroupBy(e => (e.State, e.Reason)))
        {
            Count(report, ended.Key.State, await settlement.EndWaitingAsync([.. ended.Select(e => e.MessageId)], ended.Key.State, ended.Key.Reason, issue.NewsletterId));
        }

        if (composed.Batch is not { } batch)
        {
            return true;
        }

        crashes.Reach(CrashPoint.Composed);
        var way = new Way(issue.NewsletterId, token, composed.Attempts + 1, report, halt);
        var portions = TakesBatches ? [batch] : batch.Recipients.Select(one => batch with { Recipients = [one] });
        var width = new ParallelOptions { MaxDegreeOfParallelism = TakesBatches ? 1 : slots.Count, CancellationToken = halt.Token };
        await Parallel.ForEachAsync(portions, width, async (portion, stop) => await BeginAsync(way, portion, stop));
        return !way.WasShared;
    }

    private async Task BeginAsync(Way way, MailBatch batch, CancellationToken cancellationToken)
    {
        using var slot = await slots.TakeAsync(cancellationToken);
        var begun = await claims.BeginAsync(way.NewsletterId, Ids(batch), way.Token, cancellationToken);
        way.WasShared |= begun.Count < batch.Recipients.Count;
        if (begun.Count == 0)
        {
            return;
        }

        crashes.Reach(CrashPoint.Begun);
        await HandOverAsync(way, begun.Count == batch.Recipients.Count ? batch : batch with { Recipients = [.. batch.Recipients.IntersectBy(begun, one => one.MessageId)] });
    }

    private async Task HandOverAsync(Way way, MailBatch batch)
    {
        var answer = await AskAsync(batch);
        crashes.Reach(CrashPoint.Answered);
        if (answer.Kind == TransportAnswerKind.Refused && batch.Recipients.Count > 1)
        {
            await HalveAsync(way, batch);
            return;
        }

        await SettleAsync(way, Ids(batch), answer);
        crashes.Reach(CrashPoint.Settled);
        if (await answers.HearAsync(answer))
        {
            await way.Halt.CancelAsync();
        }
    }

    // A batch is refused as a whole, perhaps for one person in it: halves of it find out for whom.
    private async Task HalveAsync(Way way, MailBatch batch)
    {
        log.LogWarning("A batch of {Count} was refused and is halved.", batch.Recipients.Count);
        foreach (var half in batch.Recipients.Chunk((batch.Recipients.Count + 1) / 2))
        {
            var portion = batch with { Recipients = half };
            if (way.Halt.IsCancellationRequested)
            {
                await SettleAsync(way, Ids(portion), TransportAnswer.Later("stopped"));
            }
            else if (await claims.RenewAsync(Ids(portion), way.Token, CancellationToken.None))
            {
                await HandOverAsync(way, portion);
            }
        }
    }

    private async Task<TransportAnswer> AskAsync(MailBatch batch)
    {
        try
        {
            return _batches is not null
                ? await _batches.SendAsync(batch, CancellationToken.None)
                : await transport.SendAsync(batch.MailTo(batch.Recipients[0]), CancellationToken.None);
        }
        catch (Exception fault)
        {
            // A transport answers and does not throw; if one does, nobody knows what it had done by then.
            log.LogError(fault, "The transport threw at a batch of {Count}.", batch.Recipients.Count);
            return TransportAnswer.Doubtful($"transport-threw: {fault.GetType().Name}");
        }
    }

    private async Task SettleAsync(Way way, IReadOnlyList<Guid> ids, TransportAnswer answer)
    {
        var (state, settled) = answer.Kind switch
        {
            TransportAnswerKind.Accepted => (MessageState.Sent, settlement.AcceptAsync(ids, way.NewsletterId)),
            TransportAnswerKind.Later or TransportAnswerKind.Deferred => (MessageState.Pending, settlement.PutBackAsync(ids, way.Token, answer.RetryAt ?? backoff.Next(way.Tries), answer.Reason)),
            TransportAnswerKind.Barred => (MessageState.Pending, settlement.PutBackAsync(ids, way.Token, null, answer.Reason)),
            TransportAnswerKind.Refused => (MessageState.Failed, settlement.EndAsync(ids, way.Token, MessageState.Failed, answer.Reason, way.NewsletterId)),
            _ => (MessageState.InDoubt, settlement.EndAsync(ids, way.Token, MessageState.InDoubt, answer.Reason, way.NewsletterId)),
        };
        Count(way.Report, state, await settled);
    }

    private static void Count(DispatchReport report, MessageState state, int times)
    {
        if (times > 0)
        {
            report.Count(state, times);
            PortalMeters.Message(state, times);
        }
    }

    private static Guid[] Ids(MailBatch batch) => [.. batch.Recipients.Select(one => one.MessageId)];

    private sealed record Way(Guid NewsletterId, Guid Token, int Tries, DispatchReport Report, CancellationTokenSource Halt)
    {
        public bool WasShared { get; set; }
    }
}
