using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy;

/// <summary>The key that wraps all data keys, with a name that says which one it is.</summary>
public sealed class MasterKey(IOptions<SecretsOptions> options)
{
    /// <summary>The name of the key that Development falls back to; everybody knows it, and the start says so.</summary>
    public const string DevelopmentName = "development-only-not-secret";

    /// <summary>Which key it is; stored beside what it wraps.</summary>
    public string Name => options.Value.MasterKey == SecretsOptions.DevelopmentKey
        ? DevelopmentName
        : $"master-{Convert.ToHexStringLower(SHA256.HashData(Key))[..12]}";

    internal byte[] Key { get; } = Convert.FromBase64String(options.Value.MasterKey);
}
