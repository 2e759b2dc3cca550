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
    private readonly IReadOnlyList<byte[]> _keys = secrets.Value.KeysFor("bookings.parties");

    /// <summary>The token of a group, 256 bits of it, fit for an address.</summary>
    public string Of(Guid partyId, int number) => Of(_keys[0], partyId, number);

    /// <summary>The same of a link that was made before, whose hash is kept: perhaps under a former master key.</summary>
    public string Of(Guid partyId, int number, byte[] hash) => _keys.Select(key => Of(key, partyId, number)).FirstOrDefault(token => HashOf(token).AsSpan().SequenceEqual(hash)) ?? Of(partyId, number);

    private static string Of(byte[] key, Guid partyId, int number) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{partyId:N}:{number}")));

    /// <summary>The hash under which a token is kept.</summary>
    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
