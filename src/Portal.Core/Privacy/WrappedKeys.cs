using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy;

/// <summary>
/// Wraps the keys of cookies and tokens with AES-256-GCM before they reach the database, under a key derived from the
/// master key: a stolen database signs nobody in.
/// </summary>
internal sealed class WrappedKeys(IOptions<SecretsOptions> secrets) : IXmlEncryptor, IConfigureOptions<KeyManagementOptions>
{
    public const string Purpose = "data-protection.keys";
    private const string Box = "wrapped";

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = this;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Box, Wrap(secrets.Value, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(UnwrappedKeys));

    /// <summary>A stored key wrapped by the present master key; null where it is already, or is not wrapped by us.</summary>
    public static string? WrapAnew(SecretsOptions secrets, string xml)
    {
        var stored = XElement.Parse(xml);
        if (stored.Descendants(Box).FirstOrDefault() is not { } box)
        {
            return null;
        }

        var (plain, isPresent) = Unwrap(secrets, box.Value);
        box.Value = Wrap(secrets, plain);
        return isPresent ? null : stored.ToString(SaveOptions.DisableFormatting);
    }

    internal static (byte[] Plain, bool IsPresent) Unwrap(SecretsOptions secrets, string wrapped)
    {
        var box = Convert.FromBase64String(wrapped);
        var (nonceEnd, tagEnd) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize);
        var keys = secrets.KeysFor(Purpose);
        for (var at = 0; ; at++)
        {
            try
            {
                var plain = new byte[box.Length - tagEnd];
                using var aes = new AesGcm(keys[at], AesGcm.TagByteSizes.MaxSize);
                aes.Decrypt(box.AsSpan(0, nonceEnd), box.AsSpan(tagEnd), box.AsSpan(nonceEnd, tagEnd - nonceEnd), plain);
                return (plain, at == 0);
            }
            catch (AuthenticationTagMismatchException) when (at + 1 < keys.Count)
            {
                // Wrapped by one from before.
            }
        }
    }

    private static string Wrap(SecretsOptions secrets, byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(secrets.KeyFor(Purpose), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }
}

/// <summary>Opens what <see cref="WrappedKeys"/> wrapped; its name stands beside each key, so it must stay.</summary>
internal sealed class UnwrappedKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(Encoding.UTF8.GetString(WrappedKeys.Unwrap(services.GetRequiredService<IOptions<SecretsOptions>>().Value, encryptedElement.Value).Plain));
}
