using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using Portal.Core.Telemetry;
using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>The live connections of this process: how many each person and each network address has, and with what rights they were opened.</summary>
public sealed class LiveConnections(IOptions<LiveOptions> limits)
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Context, LiveReader Reader)> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The people who are connected, each once.</summary>
    public IReadOnlyCollection<Guid> People => [.. _open.Values.Select(c => c.Reader.Id).OfType<Guid>().Distinct()];

    /// <summary>How many connections are open.</summary>
    public int Count => _open.Count;

    /// <summary>Takes a place for one more connection; null when there is none left. Disposing gives it back.</summary>
    public IDisposable? TryEnter(Guid? person, string address)
    {
        var key = person?.ToString() ?? address;
        var most = person is null ? limits.Value.ConnectionsPerAddress : limits.Value.ConnectionsPerPerson;
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(key);
            if (count >= most)
            {
                return null;
            }

            _counts[key] = count + 1;
        }

        return new Place(this, key);
    }

    /// <summary>Remembers with what rights a connection was opened.</summary>
    public void Add(HubCallerContext context, LiveReader reader)
    {
        if (_open.TryAdd(context.ConnectionId, (context, reader)))
        {
            PortalMeters.Connection(1);
        }
    }

    /// <summary>Forgets a connection that is closed.</summary>
    public void Remove(HubCallerContext context)
    {
        if (_open.TryRemove(context.ConnectionId, out _))
        {
            PortalMeters.Connection(-1);
        }
    }

    /// <summary>The rights with which a connection was opened.</summary>
    public LiveReader ReaderOf(HubCallerContext context) =>
        _open.TryGetValue(context.ConnectionId, out var connection) ? connection.Reader : LiveReader.Anonymous;

    /// <summary>Closes every connection whose person may not do the same any more. It may come back with the rights it has now.</summary>
    public void CloseChanged(IReadOnlyDictionary<Guid, LiveReader> now)
    {
        foreach (var (context, reader) in _open.Values)
        {
            if (reader.Id is { } id && !now.GetValueOrDefault(id, LiveReader.Anonymous).MayDoAsMuchAs(reader))
            {
                context.Abort();
            }
        }
    }

    /// <summary>Closes connections whose sessions were ended, in this process; the others hear of it by <see cref="ConnectionWatch"/>.</summary>
    public void Close(Func<LiveReader, bool> isOver)
    {
        foreach (var (context, reader) in _open.Values)
        {
            if (isOver(reader))
            {
                context.Abort();
            }
        }
    }

    private void Leave(string key)
    {
        lock (_lock)
        {
            if (--_counts[key] == 0)
            {
                _counts.Remove(key);
            }
        }
    }

    private sealed class Place(LiveConnections connections, string key) : IDisposable
    {
        public void Dispose() => connections.Leave(key);
    }
}
