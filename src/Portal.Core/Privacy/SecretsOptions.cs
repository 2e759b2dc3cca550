using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Privacy;

/// <summary>What must never be in the database, from the section <c>Secrets</c>.</summary>
public sealed class SecretsOptions
{
    /// <summary>How many bytes a master key has.</summary>
    public const int KeyBytes = 32;

    /// <summary>The key of a portal that was given none: good for trying it out, and known to everybody.</summary>
    public const string DevelopmentKey = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcGVvcGxlISE=";

    /// <summary>The master key: 32 bytes in base64.</summary>
    [Required]
    public string MasterKey { get; set; } = DevelopmentKey;

    /// <summary>
    /// Master keys from before, the newest first. What they wrapped is wrapped by the present one at the next start; what they signed is still
    /// known as ours as long as they stand here.
    /// </summary>
    public IReadOnlyList<string> FormerMasterKeys { get; set; } = [];

    /// <summary>A key of 32 bytes for one purpose, derived from the master key (HKDF-SHA-256): the same in every process and after every restart.</summary>
    public byte[] KeyFor(string purpose) => Derived(MasterKey, purpose);

    /// <summary>The same, then those of the former master keys: whatever was signed with one of them is ours.</summary>
    public IReadOnlyList<byte[]> KeysFor(string purpose) => [.. FormerMasterKeys.Prepend(MasterKey).Select(key => Derived(key, purpose))];

    /// <summary>The same of the oldest master key, for hashes that are looked up and cannot be made anew.</summary>
    public byte[] OldestKeyFor(string purpose) => Derived(FormerMasterKeys.Count > 0 ? FormerMasterKeys[^1] : MasterKey, purpose);

    private static byte[] Derived(string key, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(key), KeyBytes, info: Encoding.UTF8.GetBytes(purpose));
}
