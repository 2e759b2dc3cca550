using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace Portal.Benchmarks;

/// <summary>Many readers of one hub, each on a WebSocket of its own, speaking SignalR's JSON protocol.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly CancellationTokenSource _over = new();
    private byte[] _mark = "\0"u8.ToArray();
    private int _missing;
    private int _size;
    private long _first;
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Milliseconds between the first and the last receipt of the last round.</summary>
    public double Spread { get; private set; }

    public static async Task<Crowd> ConnectAsync(Uri address, int readers)
    {
        var crowd = new Crowd();
        foreach (var slice in Enumerable.Range(0, readers).Chunk(50))
        {
            crowd._sockets.AddRange(await Task.WhenAll(slice.Select(_ => HandshakeAsync(address))));
        }

        crowd._sockets.ForEach(socket => _ = crowd.ReadAsync(socket));
        return crowd;
    }

    /// <summary>Publishes and waits until every reader has seen the mark: milliseconds, and the size of the frame.</summary>
    public async Task<(double Milliseconds, int Size)> TimeAsync(string mark, Func<Task> publish)
    {
        _mark = Encoding.ASCII.GetBytes(mark);
        _missing = _sockets.Count;
        _first = 0;
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        var published = publish();
        await _all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Spread = Stopwatch.GetElapsedTime(_first).TotalMilliseconds;
        await published;
        return (time, _size);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _sockets.ForEach(socket => socket.Dispose());
        _over.Dispose();
    }

    private static async Task<ClientWebSocket> HandshakeAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(address, CancellationToken.None);
        await socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await socket.ReceiveAsync(new byte[64], CancellationToken.None);
        return socket;
    }

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), _over.Token);
                if (buffer.AsSpan(0, read.Count).IndexOf(_mark) >= 0)
                {
                    Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
                    _size = read.Count;
                    if (Interlocked.Decrement(ref _missing) == 0)
                    {
                        _all.TrySetResult();
                    }
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }
}
