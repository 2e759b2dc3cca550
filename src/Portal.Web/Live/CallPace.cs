using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Live;

/// <summary>
/// How fast one connection may call: a page calls a few times when it opens, while each call costs the database a reading.
/// Whoever calls on and on is cut, and comes back, if at all, through <see cref="LiveGate"/>.
/// </summary>
public sealed class CallPace(TimeProvider clock, ILogger<CallPace> log) : IHubFilter
{
    /// <summary>As many calls as this go through at once.</summary>
    public const int AtOnce = 60;

    /// <summary>After this long there is room for one more.</summary>
    public static readonly TimeSpan OneMoreAfter = TimeSpan.FromSeconds(1);

    private static readonly object Key = new();

    /// <inheritdoc />
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (MayCall(invocationContext.Context.Items))
        {
            return LoggedAsync(invocationContext, next);
        }

        invocationContext.Context.Abort();
        throw new HubException("Too many calls.");
    }

    // The framework's own entry about whatever a method throws is off (see LiveServices): a refusal is none of our errors.
    private async ValueTask<object?> LoggedAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocation);
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            log.LogError(fault, "The hub's method {Method} failed", invocation.HubMethodName);
            throw;
        }
    }

    // Kept is the instant at which there is room for all again. The calls of a connection come one after another, so nothing is locked.
    private bool MayCall(IDictionary<object, object?> items)
    {
        var now = clock.GetUtcNow();
        var free = items.TryGetValue(Key, out var kept) && kept is DateTimeOffset until && until > now ? until : now;
        items[Key] = free += OneMoreAfter;
        return free - now <= OneMoreAfter * AtOnce;
    }
}
