using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Core.Mail.Chaos;

namespace Portal.Core.Mail;

/// <summary>The way of one message that was taken: compose, commit that it is being sent, hand over, write down what came of it.</summary>
public sealed class MessageDelivery(
    IServiceScopeFactory scopes,
    MessageClaims claims,
    MessageSettlement settlement,
    IMailTransport transport,
    RequestSlots slots,
    Backoff backoff,
    CrashPoints crashes,
    IOptions<MailOptions> options,
    ILogger<MessageDelivery> log)
{
    /// <summary>What came of it; null when the message was not this worker's any more. Once it is handed over nothing cancels, so that the answer is heard.</summary>
    public async Task<Delivered?> DeliverAsync(Message message, Guid token, CancellationToken cancellationToken)
    {
        var composed = await ComposeAsync(message, cancellationToken);
        if (composed.Mail is not { } mail)
        {
            var ended = await settlement.EndAsync(message.Id, token, composed.End!.Value, composed.Reason);
            return ended ? new Delivered(composed.End.Value, null) : null;
        }

        crashes.Reach(CrashPoint.Composed);
        using var slot = await slots.TakeAsync(cancellationToken);
        if (!await claims.BeginAsync(message.Id, token, options.Value.Timeout, cancellationToken))
        {
            return null;
        }

        crashes.Reach(CrashPoint.Begun);
        var answer = await HandOverAsync(mail);
        crashes.Reach(CrashPoint.Answered);
        var delivered = new Delivered(await SettleAsync(message, token, answer), answer);
        crashes.Reach(CrashPoint.Settled);
        return delivered;
    }

    private async Task<ComposedMail> ComposeAsync(Message message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailComposer>().ComposeAsync(message, cancellationToken);
    }

    private async Task<TransportAnswer> HandOverAsync(OutgoingMail mail)
    {
        try
        {
            return await transport.SendAsync(mail, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // A transport answers and does not throw; if one does, nobody knows what it had done by then.
            log.LogError(fault, "The transport threw at message {Message}.", mail.MessageId);
            return TransportAnswer.Doubtful($"transport-threw: {fault.GetType().Name}");
        }
    }

    private async Task<MessageState> SettleAsync(Message message, Guid token, TransportAnswer answer)
    {
        var id = message.Id;
        switch (answer.Kind)
        {
            case TransportAnswerKind.Accepted:
                await settlement.AcceptAsync(id);
                return MessageState.Sent;
            case TransportAnswerKind.Later or TransportAnswerKind.Deferred:
                await settlement.PutBackAsync(id, token, answer.RetryAt ?? backoff.Next(message.Attempts + 1), answer.Reason);
                return MessageState.Pending;
            case TransportAnswerKind.Barred:
                await settlement.PutBackAsync(id, token, message.DueAt, answer.Reason);
                return MessageState.Pending;
            case TransportAnswerKind.Refused:
                await settlement.EndAsync(id, token, MessageState.Failed, answer.Reason);
                return MessageState.Failed;
            default:
                await settlement.EndAsync(id, token, MessageState.InDoubt, answer.Reason);
                return MessageState.InDoubt;
        }
    }
}

/// <summary>The state that a message was settled in, and the transport's answer where one was asked.</summary>
public sealed record Delivered(MessageState State, TransportAnswer? Answer);
