using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Portal.Core.Mail.Events;

/// <summary>Tells the provider's events from anybody else's, before a byte of them is understood: ECDSA on P-256 with SHA-256 over the timestamp and the raw body.</summary>
public sealed class EventSignature(IOptions<MailOptions> options, TimeProvider clock)
{
    /// <summary>
    /// How old a signature may be. The provider goes on trying for 24 hours and does not say whether it signs anew for each try; what is
    /// sent again within that time is known by its event's id and changes nothing.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(26);

    /// <summary>How far the provider's clock may be ahead.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private const int LongestText = 200;
    private readonly byte[]? _key = options.Value.SendGrid.WebhookPublicKey is { Length: > 0 } text ? WebhookKey.Read(text) : null;

    /// <summary>Whether there is a key, and with it a place to send events to.</summary>
    public bool IsConfigured => _key is not null;

    /// <summary>Whether the provider signed this body, not too long ago.</summary>
    public bool IsGenuine(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (_key is null || !IsTimely(timestamp) || ReadBase64(signature) is not { } der)
        {
            return false;
        }

        using var key = WebhookKey.Open(_key);
        try
        {
            byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp!), .. body];
            return key.VerifyData(signed, der, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private bool IsTimely(string? timestamp)
    {
        if (timestamp is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return seconds >= now - (long)Longest.TotalSeconds && seconds <= now + (long)Ahead.TotalSeconds;
    }

    private static byte[]? ReadBase64(string? text)
    {
        var bytes = new byte[LongestText];
        return text is { Length: > 0 and <= LongestText } && Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
