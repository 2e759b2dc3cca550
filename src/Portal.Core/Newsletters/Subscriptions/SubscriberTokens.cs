using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>
/// Makes and reads what the links of the newsletter carry. Keys are derived from the master key, one for each purpose, so they
/// are the same in every process and after every restart: an unsubscribe link is good as long as its master key is named, be it as a former one.
/// Nothing of it is stored.
/// </summary>
public sealed class SubscriberTokens
{
    /// <summary>How long a link that confirms an address is good.</summary>
    public static readonly TimeSpan ConfirmLifetime = TimeSpan.FromDays(7);

    private const int StampBytes = 8;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<byte[]> _leaving;
    private readonly IReadOnlyList<byte[]> _confirming;
    private readonly IReadOnlyList<byte[]> _preferring;
    private readonly byte[] _hashing;

    /// <summary>Derives the keys.</summary>
    public SubscriberTokens(IOptions<SecretsOptions> secrets, TimeProvider clock)
    {
        _clock = clock;
        _leaving = secrets.Value.KeysFor("newsletter.unsubscribe");
        _confirming = secrets.Value.KeysFor("newsletter.confirm");
        _preferring = secrets.Value.KeysFor("newsletter.preferences");
        _hashing = secrets.Value.OldestKeyFor("newsletter.address");
    }

    /// <summary>The proof that goes with an address: its keyed hash (HMAC-SHA-256), 32 bytes.</summary>
    public byte[] HashOf(SubscriberAddress address) => HMACSHA256.HashData(_hashing, Encoding.UTF8.GetBytes(address.Normalized));

    /// <summary>What lets one subscriber leave, for years.</summary>
    public string Leave(Guid subscriberId) => KeyedTokens.Of(_leaving, subscriberId.ToByteArray());

    /// <summary>Whether a token lets this subscriber leave.</summary>
    public bool MayLeave(Guid subscriberId, string? token) => KeyedTokens.IsOf(_leaving, subscriberId.ToByteArray(), token);

    /// <summary>What lets one subscriber see and change their preferences, for years.</summary>
    public string Preferences(Guid subscriberId) => KeyedTokens.Of(_preferring, subscriberId.ToByteArray());

    /// <summary>Whether a token lets this subscriber do so.</summary>
    public bool MayPrefer(Guid subscriberId, string? token) => KeyedTokens.IsOf(_preferring, subscriberId.ToByteArray(), token);

    /// <summary>What confirms one subscriber's address within <see cref="ConfirmLifetime"/> from now. Made when the mail is written.</summary>
    public string Confirm(Guid subscriberId)
    {
        Span<byte> stamp = stackalloc byte[StampBytes];
        BinaryPrimitives.WriteInt64BigEndian(stamp, _clock.GetUtcNow().UtcTicks);
        return Base64Url.EncodeToString([.. stamp, .. HMACSHA256.HashData(_confirming[0], Stamped(subscriberId, stamp))]);
    }

    /// <summary>When a confirming token of this subscriber was made; null if it is forged, somebody else's or too old.</summary>
    public DateTimeOffset? ConfirmMadeAt(Guid subscriberId, string? token) =>
        ConfirmSignedAt(subscriberId, token) is { } madeAt && _clock.GetUtcNow() - madeAt <= ConfirmLifetime ? madeAt : null;

    /// <summary>The same of a token of any age: it may begin nothing any more, but its holder may be told what has become of it.</summary>
    public DateTimeOffset? ConfirmSignedAt(Guid subscriberId, string? token)
    {
        if (KeyedTokens.Read(token, StampBytes + KeyedTokens.MacBytes) is not { } bytes
            || !KeyedTokens.IsMac(_confirming, Stamped(subscriberId, bytes.AsSpan(0, StampBytes)), bytes.AsSpan(StampBytes)))
        {
            return null;
        }

        return new DateTimeOffset(BinaryPrimitives.ReadInt64BigEndian(bytes), TimeSpan.Zero);
    }

    private static byte[] Stamped(Guid subscriberId, ReadOnlySpan<byte> stamp) => [.. subscriberId.ToByteArray(), .. stamp];
}
