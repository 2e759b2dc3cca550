using System.Buffers.Text;
using System.Security.Cryptography;

namespace Portal.Core.Privacy;

/// <summary>What links carry as a proof: a MAC (HMAC-SHA-256) under keys of one purpose, the present one first, then former ones, so that what was sent stays good.</summary>
internal static class KeyedTokens
{
    /// <summary>Bytes of a MAC.</summary>
    public const int MacBytes = HMACSHA256.HashSizeInBytes;

    /// <summary>The token of a content, fit for an address.</summary>
    public static string Of(IReadOnlyList<byte[]> keys, byte[] content) => Base64Url.EncodeToString(HMACSHA256.HashData(keys[0], content));

    /// <summary>Whether a token that somebody sent is that of a content, under any of the keys.</summary>
    public static bool IsOf(IReadOnlyList<byte[]> keys, byte[] content, string? token) => Read(token, MacBytes) is { } mac && IsMac(keys, content, mac);

    /// <summary>The same of the MAC itself.</summary>
    public static bool IsMac(IReadOnlyList<byte[]> keys, byte[] content, ReadOnlySpan<byte> mac)
    {
        var isOurs = false;
        foreach (var key in keys)
        {
            isOurs |= CryptographicOperations.FixedTimeEquals(mac, HMACSHA256.HashData(key, content));
        }

        return isOurs;
    }

    /// <summary>The bytes of a token that is so many bytes long; null for anything else.</summary>
    public static byte[]? Read(string? token, int length)
    {
        var bytes = new byte[length];
        return token is not null && token.Length == Base64Url.GetEncodedLength(length) && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == length
            ? bytes
            : null;
    }
}
