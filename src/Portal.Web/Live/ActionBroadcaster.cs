using Portal.Core.Actions;
using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>
/// Sends how often actions were done: the newest numbers, read once for all of them, at most one frame per action and second.
/// Cached pages of actions go at once.
/// </summary>
public sealed class ActionBroadcaster(
    ActionQueries actions, LiveHints hints, LiveMembers members, PageShelf pages, TimeProvider clock, ILogger<ActionBroadcaster> log) : BackgroundService
{
    private readonly HintInbox _inbox = hints.Open(HintKind.Action);
    private readonly PacedIds _paced = new(clock);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _inbox.WaitAsync(_paced.Wait, clock, stoppingToken);
            try
            {
                await SendAsync(_inbox.Take(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(exception, "Actions could not be sent; they are read again in a second");
            }
        }
    }

    private async Task SendAsync(IReadOnlyCollection<Hint> moved, CancellationToken cancellationToken)
    {
        if (moved.Count > 0)
        {
            await pages.ClearAsync([LiveTags.Actions], cancellationToken);
        }

        if (_paced.Take(moved) is not { Count: > 0 } due)
        {
            return;
        }

        try
        {
            foreach (var frame in await actions.NumbersAsync(due, cancellationToken))
            {
                members.Send(LiveGroups.Actions, LiveGroups.Done, frame);
            }
        }
        catch
        {
            _paced.PutBack(due);
            throw;
        }
    }
}
