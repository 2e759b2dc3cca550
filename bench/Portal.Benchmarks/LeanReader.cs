using System.Net.Sockets;
using System.Text;

namespace Portal.Benchmarks;

/// <summary>
/// One reader of a hub on a bare socket: speaks as much WebSocket (RFC 6455) and SignalR (JSON protocol) as it needs to count updates, and
/// nothing that would cost the machine more than the server it measures. Bytes are looked at once, and kept nowhere.
/// </summary>
internal sealed class LeanReader : IDisposable
{
    private const byte EndOfMessage = 0x1e;

    // {"type":1,"target":"update"… : the letter by which the messages of a hub differ.
    private const int TellingLetter = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SocketAsyncEventArgs _receiving = new();
    private readonly Action _received;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _head = new byte[10];
    private int _headLength;
    private long _payload;
    private int _at;
    private byte _letter;

    private LeanReader(Action received)
    {
        _received = received;
        _receiving.SetBuffer(new byte[4096]);
        _receiving.Completed += (_, _) => ReadOn();
    }

    /// <summary>Connects, shakes hands and waits for the heads; <paramref name="received"/> is called for each update, on whatever thread.</summary>
    public static async Task<LeanReader> ConnectAsync(Uri address, Action received)
    {
        var reader = new LeanReader(received);
        var upgrade = $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        await reader._socket.ConnectAsync(address.Host, address.Port);
        await reader._socket.SendAsync(Encoding.ASCII.GetBytes(upgrade));
        var answer = new byte[4096];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = await reader._socket.ReceiveAsync(answer.AsMemory(length, 1));
            length += read > 0 ? read : throw new InvalidOperationException("The server closed the connection while shaking hands.");
        }

        if (!answer.AsSpan(0, length).StartsWith("HTTP/1.1 101"u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(answer, 0, length));
        }

        await reader._socket.SendAsync(Masked("{\"protocol\":\"json\",\"version\":1}\u001e"));
        if (!reader._socket.ReceiveAsync(reader._receiving))
        {
            _ = Task.Run(reader.ReadOn);
        }

        await reader._ready.Task.WaitAsync(Patience);
        return reader;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receiving.Dispose();
    }

    private void ReadOn()
    {
        try
        {
            do
            {
                if (_receiving.SocketError != SocketError.Success || _receiving.BytesTransferred == 0)
                {
                    return;
                }

                Take(_receiving.MemoryBuffer.Span[.._receiving.BytesTransferred]);
            }
            while (!_socket.ReceiveAsync(_receiving));
        }
        catch (ObjectDisposedException)
        {
            // The benchmark is over.
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_payload == 0)
            {
                bytes = TakeHead(bytes);
                continue;
            }

            var part = bytes[..(int)Math.Min(_payload, bytes.Length)];
            _payload -= part.Length;
            bytes = bytes[part.Length..];
            TakePayload(part);
        }
    }

    private ReadOnlySpan<byte> TakeHead(ReadOnlySpan<byte> bytes)
    {
        _head[_headLength++] = bytes[0];
        var needed = _headLength < 2 ? 2 : (_head[1] & 0x7f) switch { 126 => 4, 127 => 10, _ => 2 };
        if (_headLength == needed)
        {
            _payload = needed == 2 ? _head[1] & 0x7f : needed == 4 ? (_head[2] << 8) | _head[3] : System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(_head.AsSpan(2));
            _headLength = 0;
        }

        return bytes[1..];
    }

    private void TakePayload(ReadOnlySpan<byte> part)
    {
        while (part.Length > 0)
        {
            var end = part.IndexOf(EndOfMessage);
            var piece = end < 0 ? part : part[..end];
            if (_at <= TellingLetter && _at + piece.Length > TellingLetter)
            {
                _letter = piece[TellingLetter - _at];
            }

            _at += piece.Length;
            if (end < 0)
            {
                return;
            }

            if (_at > TellingLetter && _letter == (byte)'u')
            {
                _received();
            }
            else if (_at > TellingLetter && _letter == (byte)'h')
            {
                _ready.TrySetResult();
            }

            _at = 0;
            part = part[(end + 1)..];
        }
    }

    // A client masks what it sends; a mask of zeros changes nothing.
    private static byte[] Masked(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        return [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
    }
}
