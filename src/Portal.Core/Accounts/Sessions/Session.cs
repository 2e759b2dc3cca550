using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Sessions;

/// <summary>
/// One signing in, on one device. It is open as long as it was not ended, its last day has not come and the account's security stamp is
/// the one it was opened under: a new password or address ends all at once. A cookie names its session and is void with it.
/// </summary>
public sealed class Session
{
    /// <summary>How long a session that is over is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const string Kept = "30 days after its end";

    /// <summary>The row's identifier; the cookie names it.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Personal("so that one sees where one is signed in", Tier.Restricted, Kept, Because.Oneself)]
    public required Guid SupporterId { get; init; }

    /// <summary>The account's security stamp under which it is good.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Stamp { get; set; }

    /// <summary>The kind of device as <see cref="DeviceKind"/> words it; empty for one it does not know.</summary>
    [Personal("so that one knows one's own devices again", Tier.Restricted, Kept, Because.Oneself)]
    public required string Device { get; init; }

    /// <summary>Whether the person asked to stay signed in.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required bool IsRemembered { get; init; }

    /// <summary>When the person signed in.</summary>
    [Personal("so that one sees where one is signed in", Tier.Restricted, Kept, "oneself, by day")]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the person last showed in it who they are: by signing in, or by the password again. What is kept close asks for it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ProvenAt { get; set; }

    /// <summary>When the second step was taken in it, by a passkey or a code; null as long as only the password was given.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? SecondStepAt { get; set; }

    /// <summary>When it was used, to the hour.</summary>
    [Personal("so that one sees where one is signed in", Tier.Restricted, Kept, "oneself, by day")]
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When somebody last used it by hand, on a phone that several people share: without use it locks. Null on a phone of one's own.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>Whether the phone is shared: then it locks, and nobody stays signed in.</summary>
    public bool IsShared => UsedAt is not null;

    /// <summary>When it ends by itself, if it is not used before.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset EndsAt { get; set; }

    /// <summary>When it was ended; null as long as it was not.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    private const int StampLength = 64;

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.SupporterId);
        builder.Property(s => s.Stamp).HasMaxLength(StampLength);
        builder.Property(s => s.Device).HasMaxLength(DeviceKind.Length);
        builder.HasIndex(s => s.EndsAt);
    }
}
