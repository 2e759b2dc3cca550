using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Benchmarks;

/// <summary>Asks for one address over and over on some connections, with as little work of its own as possible.</summary>
internal static class LoadClient
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    /// <summary>Requests a second that were answered with 200 or 304; throws on any other answer.</summary>
    public static async Task<double> MeasureAsync(Uri address, int connections, TimeSpan time, string? cookie = null, string? etag = null)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept-Language: en\r\nAccept-Encoding: identity\r\n" +
            (cookie is null ? "" : $"Cookie: {cookie}\r\n") + (etag is null ? "" : $"If-None-Match: {etag}\r\n") + "\r\n");
        using var over = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => OneAsync(address, request, clock, time))));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> OneAsync(Uri address, byte[] request, Stopwatch clock, TimeSpan time)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var buffer = new byte[1 << 20];
        var count = 0L;
        while (clock.Elapsed < time)
        {
            await socket.SendAsync(request);
            await ReadAnswerAsync(socket, buffer);
            count++;
        }

        return count;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            filled += read > 0 ? read : throw new IOException("The server closed the connection.");
            var head = buffer.AsSpan(0, filled).IndexOf(HeadEnd);
            if (head >= 0 && IsWhole(buffer.AsSpan(0, filled), head))
            {
                return;
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer, int head)
    {
        var text = Encoding.ASCII.GetString(answer[..head]);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) && !text.StartsWith("HTTP/1.1 304", StringComparison.Ordinal))
        {
            throw new IOException("Unexpected answer: " + text.Split('\r')[0]);
        }

        if (text.StartsWith("HTTP/1.1 304", StringComparison.Ordinal))
        {
            return true;
        }

        var length = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return length >= 0
            ? answer.Length >= head + 4 + int.Parse(text.AsSpan(length + 16).ToString().Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture)
            : answer.EndsWith("0\r\n\r\n"u8);
    }
}
