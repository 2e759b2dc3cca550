using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Welcome;

/// <summary>What lets whoever reads a mail of the welcome stop it: a keyed hash of their number (HMAC-SHA-256), good under former master keys too. Nothing of it is stored.</summary>
public sealed class WelcomeTokens(IOptions<SecretsOptions> secrets)
{
    private readonly IReadOnlyList<byte[]> _keys = secrets.Value.KeysFor("accounts.welcome");

    /// <summary>The token of a person.</summary>
    public string Of(Guid supporterId) => Base64Url.EncodeToString(HMACSHA256.HashData(_keys[0], supporterId.ToByteArray()));

    /// <summary>Whether it is this person's.</summary>
    public bool IsOf(Guid supporterId, string? token)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return token is not null && token.Length == Base64Url.GetEncodedLength(bytes.Length) && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out _)
            && _keys.Any(key => CryptographicOperations.FixedTimeEquals(bytes, HMACSHA256.HashData(key, supporterId.ToByteArray())));
    }
}
