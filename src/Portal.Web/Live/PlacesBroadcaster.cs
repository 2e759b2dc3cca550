using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>Sends the places of shifts that changed to those who may see the shift.</summary>
public sealed class PlacesBroadcaster(
    PlacesQueries places, LiveHints hints, LiveMembers members, PageShelf pages, TimeProvider clock, ILogger<PlacesBroadcaster> log) : BackgroundService
{
    private readonly PacedHints _changed = new(HintKind.Places, [LiveTags.Shifts, LiveTags.Home], hints, pages, clock, log);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _changed.RunAsync(
        async (shifts, token) =>
        {
            foreach (var shift in await places.ReadAsync(shifts, token))
            {
                members.Send(LiveGroups.Of(shift), LiveGroups.Places, shift.Frame);
            }
        },
        stoppingToken);
}
