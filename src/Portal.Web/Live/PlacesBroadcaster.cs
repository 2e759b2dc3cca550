using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>
/// Sends the places of shifts that changed: the newest numbers, read once for all of them, at most one frame per shift and second.
/// Cached pages of shifts go at once.
/// </summary>
public sealed class PlacesBroadcaster(
    PlacesQueries places, LiveHints hints, LiveMembers members, PageShelf pages, TimeProvider clock, ILogger<PlacesBroadcaster> log) : BackgroundService
{
    private readonly HintInbox _inbox = hints.Open(HintKind.Places);
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
                log.LogWarning(exception, "Places could not be sent; they are read again in a second");
            }
        }
    }

    private async Task SendAsync(IReadOnlyCollection<Hint> changed, CancellationToken cancellationToken)
    {
        if (changed.Count > 0)
        {
            await pages.ClearAsync([LiveTags.Shifts, LiveTags.Home], cancellationToken);
        }

        if (_paced.Take(changed) is not { Count: > 0 } due)
        {
            return;
        }

        try
        {
            foreach (var shift in await places.ReadAsync(due, cancellationToken))
            {
                members.Send(LiveGroups.Of(shift), LiveGroups.Places, shift.Frame);
            }
        }
        catch
        {
            // A full shift would look free until its next change.
            _paced.PutBack(due);
            throw;
        }
    }
}
