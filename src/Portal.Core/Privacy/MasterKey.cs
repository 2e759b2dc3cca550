using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy;

/// <summary>The key that wraps all data keys, with a name that says which one it is; and those from before it, which unwrap.</summary>
public sealed class MasterKey(IOptions<SecretsOptions> options)
{
    /// <summary>The name of the key that Development falls back to; everybody knows it, and the start says so.</summary>
    public const string DevelopmentName = "development-only-not-secret";

    /// <summary>Which key it is; stored beside what it wraps.</summary>
    public string Name { get; } = NameOf(options.Value.MasterKey);

    internal byte[] Key { get; } = Convert.FromBase64String(options.Value.MasterKey);

    /// <summary>The key of a name, be it the present or a former one; null for one that is not configured.</summary>
    internal byte[]? Find(string name) => name == Name
        ? Key
        : options.Value.FormerMasterKeys.Where(key => NameOf(key) == name).Select(Convert.FromBase64String).FirstOrDefault();

    private static string NameOf(string key) => key == SecretsOptions.DevelopmentKey ? DevelopmentName : $"master-{Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(key)))[..12]}";
}
