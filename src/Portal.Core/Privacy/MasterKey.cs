using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy;

/// <summary>The key that wraps all data keys, with a name that says which one it is.</summary>
public sealed class MasterKey
{
    /// <summary>The name of the key that Development falls back to; everybody knows it.</summary>
    public const string DevelopmentName = "development-only-not-secret";

    internal const int Bytes = 32;
    private static readonly byte[] Known = "development-only-key-not-secret!"u8.ToArray();

    /// <summary>The configured key, or in Development the one that everybody knows, with a warning.</summary>
    public MasterKey(IOptions<SecretsOptions> options, IHostEnvironment environment, ILogger<MasterKey> log)
    {
        if (Parse(options.Value.MasterKey) is { } key && !string.Equals(options.Value.MasterKey, SecretsOptions.DevelopmentKey, StringComparison.Ordinal))
        {
            (Key, Name) = (key, $"master-{Convert.ToHexStringLower(SHA256.HashData(key))[..12]}");
            return;
        }

        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("Secrets:MasterKey must be 32 random bytes in Base64 (try: openssl rand -base64 32).");
        }

        (Key, Name) = (Known, DevelopmentName);
        log.LogWarning("Secrets are sealed under {Key}, which everybody knows: set Secrets:MasterKey before any real meeting point is stored.", Name);
    }

    /// <summary>Which key it is; stored beside what it wraps.</summary>
    public string Name { get; }

    internal byte[] Key { get; }

    internal static bool IsKnown(byte[] key) => key.AsSpan().SequenceEqual(Known);

    internal static byte[]? Parse(string? text)
    {
        var key = new byte[Bytes + 1];
        return text is not null && Convert.TryFromBase64String(text, key, out var written) && written == Bytes ? key[..Bytes] : null;
    }
}
