using System.Security.Cryptography;

namespace Portal.Core.Mail.Events;

/// <summary>The public key that the provider's events are signed with, as the provider shows it: base64 of its SubjectPublicKeyInfo, with or without the lines around it.</summary>
internal static class WebhookKey
{
    private const string Curve = "1.2.840.10045.3.1.7";

    /// <summary>The key's bytes, or null for anything but a key of the curve P-256.</summary>
    public static byte[]? Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries).Where(line => !line.StartsWith("-----", StringComparison.Ordinal));
        try
        {
            var bytes = Convert.FromBase64String(string.Concat(lines));
            using var key = Open(bytes);
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == Curve ? bytes : null;
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The key of bytes that were read before; the caller disposes it.</summary>
    public static ECDsa Open(byte[] bytes)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(bytes, out var read);
            return read == bytes.Length ? key : throw new CryptographicException("More follows the key.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
