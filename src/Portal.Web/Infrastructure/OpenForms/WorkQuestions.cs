using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Privacy;

namespace Portal.Web.Infrastructure.OpenForms;

/// <summary>
/// Questions that cost a device about a second and the portal nothing (Hashcash): a number after which the SHA-256 of "question.number" begins
/// with enough zero bits. Who has no scripts waits a minute instead. A question is signed and not stored; each is good once, for an hour.
/// </summary>
public sealed class WorkQuestions(IOptions<SecretsOptions> secrets, IOptions<LimitsOptions> limits, TimeProvider clock)
{
    /// <summary>After how long a question needs no answer.</summary>
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private const int StampBytes = 8;
    private const int ContentBytes = 24;
    private const int LongestAnswer = 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly byte[] _key = secrets.Value.KeyFor("web.work");

    /// <summary>How many zero bits are asked for.</summary>
    public int Bits => limits.Value.WorkBits;

    /// <summary>A new question.</summary>
    public string Ask()
    {
        var content = RandomNumberGenerator.GetBytes(ContentBytes);
        BinaryPrimitives.WriteInt64BigEndian(content, clock.GetUtcNow().UtcTicks);
        return Base64Url.EncodeToString([.. content, .. HMACSHA256.HashData(_key, content)]);
    }

    /// <summary>Whether a question is ours and not too old, and was answered or waited for.</summary>
    public bool IsAnswered(string question, string answer)
    {
        var bytes = new byte[ContentBytes + HMACSHA256.HashSizeInBytes];
        if (question.Length != Base64Url.GetEncodedLength(bytes.Length) || answer.Length > LongestAnswer || !Base64Url.IsValid(question)
            || !Base64Url.TryDecodeFromChars(question, bytes, out _) || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(ContentBytes), HMACSHA256.HashData(_key, bytes.AsSpan(0, ContentBytes))))
        {
            return false;
        }

        var age = clock.GetUtcNow() - new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(0, StampBytes)), TimeSpan.Zero);
        return age <= Lifetime && (age >= Wait || ZeroBits(SHA256.HashData(Encoding.ASCII.GetBytes($"{question}.{answer}"))) >= Bits);
    }

    private static int ZeroBits(ReadOnlySpan<byte> hash) => BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt64BigEndian(hash));
}
