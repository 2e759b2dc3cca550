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

    public void Configure(KeyManagementOptions options) => options.XmlEncryptor = this;

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(secrets.Value.KeyFor(Purpose), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        var box = new XElement("wrapped", Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
        return new EncryptedXmlInfo(box, typeof(UnwrappedKeys));
    }
}

/// <summary>Opens what <see cref="WrappedKeys"/> wrapped; its name stands beside each key, so it must stay.</summary>
internal sealed class UnwrappedKeys(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var box = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var (nonceEnd, tagEnd) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[box.Length - tagEnd];
        var key = services.GetRequiredService<IOptions<SecretsOptions>>().Value.KeyFor(WrappedKeys.Purpose);
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(box[..nonceEnd], box[tagEnd..], box[nonceEnd..tagEnd], plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
