using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Portal.Core.Updates;
using Portal.Web.Infrastructure;

namespace Portal.Web.Live;

/// <summary>Who is behind a live connection, by cookie; what they may do comes from the database.</summary>
public sealed class LivePerson(LiveReaderQueries readers)
{
    /// <summary>The person whose cookie was sent, or null.</summary>
    public static Guid? IdOf(ClaimsPrincipal? user) =>
        user?.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The network that an address counts for.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            address = address.MapToIPv4();
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6 }
            ? $"{new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]])}/64"
            : address?.ToString() ?? "unknown";
    }

    /// <summary>The rights of whoever sent a cookie. One whose session is over is nobody's.</summary>
    public async Task<LiveReader> ReadAsync(ClaimsPrincipal? user, CancellationToken cancellationToken)
    {
        var reader = await readers.ReadAsync(IdOf(user), cancellationToken);
        return SupporterClaims.SessionOf(user) is { } session && reader.Sessions.Contains(session) ? reader with { Session = session } : LiveReader.Anonymous;
    }
}
