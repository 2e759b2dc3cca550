using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>
/// Sends the newest state of whatever hints of one kind name: read once for all of them, each at most once a second. Kept pages with the
/// tags go at once.
/// </summary>
internal sealed class PacedHints(HintKind kind, string[] tags, LiveHints hints, PageShelf pages, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly HintInbox _inbox = hints.Open(kind);
    private readonly HashSet<Guid> _waiting = [];
    private readonly Dictionary<Guid, DateTimeOffset> _sent = [];

    /// <summary>Does so until it is stopped; <paramref name="send"/> reads and sends what is due.</summary>
    public async Task RunAsync(Func<IReadOnlyCollection<Guid>, CancellationToken, Task> send, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _inbox.WaitAsync(_waiting.Count > 0 ? Pause : Idle, clock, stoppingToken);
            try
            {
                await SendAsync(send, _inbox.Take(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(exception, "{Kind} could not be sent; they are read again in a second", kind);
            }
        }
    }

    private async Task SendAsync(Func<IReadOnlyCollection<Guid>, CancellationToken, Task> send, IReadOnlyCollection<Hint> changed, CancellationToken cancellationToken)
    {
        if (changed.Count > 0)
        {
            await pages.ClearAsync(tags, cancellationToken);
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
            await send(due, cancellationToken);
        }
        catch
        {
            // Nobody hints at them again: what is full would look free until its next change.
            _waiting.UnionWith(due);
            throw;
        }
    }

    private List<Guid> TakeDue()
    {
        var now = clock.GetUtcNow();
        foreach (var (id, _) in _sent.Where(s => s.Value <= now - Pause).ToList())
        {
            _sent.Remove(id);
        }

        List<Guid> due = [.. _waiting.Where(id => !_sent.ContainsKey(id))];
        _waiting.ExceptWith(due);
        due.ForEach(id => _sent[id] = now);
        return due;
    }
}
