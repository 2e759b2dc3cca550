using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Portal.Web.Live;

/// <summary>
/// The connections of this process and the groups they are in, as SignalR keeps them; and it writes what belongs together to a group in one
/// piece. Messages of a hub end by themselves, so that a client takes several out of one piece; for the server a piece is one write.
/// </summary>
public sealed class LiveMembers(IHubProtocolResolver protocols, ILogger<DefaultHubLifetimeManager<LiveHub>> log) : DefaultHubLifetimeManager<LiveHub>(log)
{
    // Longer than most updates, and half of what waits for a reader before it is slow.
    private const int PieceBytes = 32 * 1024;

    private readonly ConcurrentDictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Member>> _groups = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <inheritdoc />
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _members[connection.ConnectionId] = new Member(connection);
        return base.OnConnectedAsync(connection);
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        lock (_lock)
        {
            if (_members.TryRemove(connection.ConnectionId, out var member))
            {
                member.Groups.ToList().ForEach(group => Leave(member, group));
            }
        }

        return base.OnDisconnectedAsync(connection);
    }

    /// <inheritdoc />
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_members.TryGetValue(connectionId, out var member) && member.Groups.Add(groupName))
            {
                _groups.GetOrAdd(groupName, _ => new(StringComparer.Ordinal))[connectionId] = member;
            }
        }

        return base.AddToGroupAsync(connectionId, groupName, cancellationToken);
    }

    /// <inheritdoc />
    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_members.TryGetValue(connectionId, out var member))
            {
                Leave(member, groupName);
            }
        }

        return base.RemoveFromGroupAsync(connectionId, groupName, cancellationToken);
    }

    /// <summary>
    /// Begins to send something to everybody in a group, each of <paramref name="arguments"/> as a message of its own and serialised once for each
    /// protocol, and waits for nobody: a reader whose buffer is full would hold up all others until it is cut. What is begun first is written first
    /// on each connection.
    /// </summary>
    public void Send(string group, string message, params IReadOnlyList<object> arguments)
    {
        if (!_groups.TryGetValue(group, out var members))
        {
            return;
        }

        foreach (var piece in PiecesOf(message, arguments))
        {
            foreach (var (_, member) in members)
            {
                // It never throws: who cannot be written to is closed.
                _ = member.Connection.WriteAsync(piece, CancellationToken.None).AsTask();
            }
        }
    }

    private IEnumerable<SerializedHubMessage> PiecesOf(string message, IReadOnlyList<object> arguments)
    {
        var all = protocols.AllProtocols;
        var parts = all.Select(_ => new ArrayBufferWriter<byte>()).ToList();
        for (var number = 0; number < arguments.Count; number++)
        {
            var invocation = new InvocationMessage(message, [arguments[number]]);
            for (var index = 0; index < all.Count; index++)
            {
                all[index].WriteMessage(invocation, parts[index]);
            }

            if (parts.Exists(part => part.WrittenCount >= PieceBytes) || number == arguments.Count - 1)
            {
                yield return new SerializedHubMessage([.. all.Zip(parts, (protocol, part) => new SerializedMessage(protocol.Name, part.WrittenMemory))]);
                parts = [.. all.Select(_ => new ArrayBufferWriter<byte>())];
            }
        }
    }

    private void Leave(Member member, string group)
    {
        if (member.Groups.Remove(group) && _groups.TryGetValue(group, out var members))
        {
            members.TryRemove(member.Connection.ConnectionId, out _);
            if (members.IsEmpty)
            {
                _groups.TryRemove(group, out _);
            }
        }
    }

    private sealed class Member(HubConnectionContext connection)
    {
        public HubConnectionContext Connection => connection;

        public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);
    }
}
