using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Attendance;

/// <summary>
/// The secret in the address by which people check themselves in on site. It is derived from the master key, the shift and the
/// number of its code, so that nothing of it is stored, the lead can always show it, and another number makes it worthless.
/// </summary>
public sealed class CheckInCodes(IOptions<SecretsOptions> secrets)
{
    private const int Bytes = 16;

    private readonly IReadOnlyList<byte[]> _keys = secrets.Value.KeysFor("bookings.check-in");

    /// <summary>The code of a shift, fit for an address.</summary>
    public string Of(Guid shiftId, int number) => Of(_keys[0], shiftId, number);

    /// <summary>Whether a code is that one, in a time that tells nothing.</summary>
    public bool IsRight(Guid shiftId, int number, string code) =>
        _keys.Any(key => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key, shiftId, number)), Encoding.UTF8.GetBytes(code)));

    private static string Of(byte[] key, Guid shiftId, int number) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{shiftId:N}:{number}")).AsSpan(0, Bytes));
}
