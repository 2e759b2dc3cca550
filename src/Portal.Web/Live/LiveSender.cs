using Microsoft.AspNetCore.SignalR;

namespace Portal.Web.Live;

/// <summary>
/// Begins to send to a group of connections, and waits for nobody: a reader whose buffer is full would hold up all others until it is cut.
/// What is begun first is written first on each connection.
/// </summary>
public sealed class LiveSender(IHubContext<LiveHub> hub, ILogger<LiveSender> log)
{
    /// <summary>To everybody in a group.</summary>
    public void Send(string group, string message, object what, CancellationToken cancellationToken) =>
        _ = WatchAsync(hub.Clients.Group(group).SendAsync(message, what, cancellationToken));

    /// <summary>To everybody in several groups.</summary>
    public void Send(IReadOnlyList<string> groups, string message, object what, CancellationToken cancellationToken) =>
        _ = WatchAsync(hub.Clients.Groups(groups).SendAsync(message, what, cancellationToken));

    private async Task WatchAsync(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.LogWarning(exception, "Something could not be sent to everybody; readers notice by the heads");
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }
}
