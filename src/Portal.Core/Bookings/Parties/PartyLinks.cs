using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Parties;

/// <summary>
/// The secret in a group's link. It is derived from the master key, the group and the number of its link, so that its leader can always
/// see it; the database knows its hash only, and cannot tell it.
/// </summary>
public sealed class PartyLinks(IOptions<SecretsOptions> secrets)
{
    private readonly byte[] _key = secrets.Value.KeyFor("bookings.parties");

    /// <summary>The token of a group, 256 bits of it, fit for an address.</summary>
    public string Of(Guid partyId, int number) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{partyId:N}:{number}")));

    /// <summary>The hash under which a token is kept.</summary>
    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
