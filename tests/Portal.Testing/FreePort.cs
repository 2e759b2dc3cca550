using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Portal.Testing;

/// <summary>Finds a port to serve on, below those that outgoing connections are given.</summary>
internal static class FreePort
{
    public static int Find()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one may be free.
            }
        }
    }
}
