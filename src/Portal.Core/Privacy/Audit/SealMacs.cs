using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy.Audit;

/// <summary>The MACs of seals, and of the cut that retention makes.</summary>
public sealed class SealMacs(IOptions<SecretsOptions> secrets)
{
    private readonly Lazy<IReadOnlyList<byte[]>> _keys = new(() => secrets.Value.KeysFor("audit.seals"));

    /// <summary>What stands where the first seal has none before it.</summary>
    public static byte[] Beginning { get; } = new byte[AuditMacs.Bytes];

    /// <summary>The digest of rows by their MACs, in order.</summary>
    public static byte[] Digest(IEnumerable<byte[]> macs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var mac in macs)
        {
            hash.AppendData(mac);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The MAC of a seal after the one with the MAC <paramref name="before"/>.</summary>
    public byte[] Of(long number, DateTimeOffset sealedAt, int rows, byte[] digest, byte[] before) => Mac(_keys.Value[0], "seal", number, sealedAt, rows, digest, before);

    /// <summary>Whether a seal is as it was made after the one with the MAC <paramref name="before"/>.</summary>
    public bool IsGenuine(AuditSeal seal, byte[] before) =>
        _keys.Value.Any(key => CryptographicOperations.FixedTimeEquals(seal.Mac, Mac(key, "seal", seal.Number, seal.SealedAt, seal.Rows, seal.Digest, before)));

    /// <summary>Whether somebody who may has signed that a seal's rows were erased.</summary>
    public bool IsCut(AuditSeal seal) =>
        seal is { CutAt: { } at, CutMac: { } mac } && _keys.Value.Any(key => CryptographicOperations.FixedTimeEquals(mac, Mac(key, "cut", seal.Number, at, seal.Rows, seal.Digest, seal.Mac)));

    /// <summary>The MAC that says that a seal's rows and all before it were erased then.</summary>
    public byte[] OfCut(AuditSeal seal, DateTimeOffset cutAt) => Mac(_keys.Value[0], "cut", seal.Number, cutAt, seal.Rows, seal.Digest, seal.Mac);

    private static byte[] Mac(byte[] key, string kind, long number, DateTimeOffset at, int rows, byte[] digest, byte[] before)
    {
        using var bytes = new MemoryStream();
        using var text = new BinaryWriter(bytes, Encoding.UTF8);
        text.Write(kind);
        text.Write(number);
        text.Write(at.UtcTicks / TimeSpan.TicksPerMicrosecond);
        text.Write(rows);
        text.Write(digest.Length);
        text.Write(digest);
        text.Write(before);
        text.Flush();
        return HMACSHA256.HashData(key, bytes.ToArray());
    }
}
