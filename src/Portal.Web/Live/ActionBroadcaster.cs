using Portal.Core.Actions;
using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>Sends how often actions were done to whoever watches them.</summary>
public sealed class ActionBroadcaster(
    ActionQueries actions, LiveHints hints, LiveMembers members, PageShelf pages, TimeProvider clock, ILogger<ActionBroadcaster> log) : BackgroundService
{
    private readonly PacedHints _moved = new(HintKind.Action, [LiveTags.Actions], hints, pages, clock, log);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _moved.RunAsync(
        async (moved, token) =>
        {
            foreach (var frame in await actions.NumbersAsync(moved, token))
            {
                members.Send(LiveGroups.Actions, LiveGroups.Done, frame);
            }
        },
        stoppingToken);
}
