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
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly HintInbox _inbox = hints.Open(HintKind.Places);
    private readonly HashSet<Guid> _waiting = [];
    private readonly Dictionary<Guid, DateTimeOffset> _sent = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _inbox.WaitAsync(_waiting.Count > 0 ? Pause : Idle, clock, stoppingToken);
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

        foreach (var hint in changed)
        {
            if (Guid.TryParse(hint.Name, out var id))
            {
                _waiting.Add(id);
            }
        }

        if (TakeDue() is not { Count: > 0 } due)
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
            // Nobody hints at them again: a full shift would look free until its next change.
            _waiting.UnionWith(due);
            throw;
        }
    }

    private List<Guid> TakeDue()
    {
        var now = clock.GetUtcNow();
        foreach (var (shift, _) in _sent.Where(s => s.Value <= now - Pause).ToList())
        {
            _sent.Remove(shift);
        }

        List<Guid> due = [.. _waiting.Where(shift => !_sent.ContainsKey(shift))];
        _waiting.ExceptWith(due);
        due.ForEach(shift => _sent[shift] = now);
        return due;
    }
}
