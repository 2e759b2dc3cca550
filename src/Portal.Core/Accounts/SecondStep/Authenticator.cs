using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>The secret that a person's authenticator app and the portal share, one at most (TOTP, RFC 6238: six digits, thirty seconds, SHA-1, as every app can).</summary>
public sealed class Authenticator
{
    /// <summary>So long a secret waits for its first code.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(1);

    /// <summary>Whose it is.</summary>
    [Personal("so that a password alone opens no account of weight", Tier.Restricted, Because.Account, Because.Oneself)]
    public required Guid SupporterId { get; init; }

    /// <summary>The secret, sealed under the person's key.</summary>
    [Personal("so that a password alone opens no account of weight", Tier.Secret, Because.Account, "oneself, once, when it is set up")]
    public required byte[] Sealed { get; init; }

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When its first code was right; it counts from then on.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The last thirty seconds, counted from 1970, whose code was used: none is taken twice, and none older (RFC 6238, section 5.2).</summary>
    [NotPersonal(Because.Bookkeeping)]
    public long LastStep { get; set; }
}

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> builder)
    {
        builder.ToTable("Authenticators");
        builder.HasKey(a => a.SupporterId);
        builder.HasOne<Supporter>().WithOne().HasForeignKey<Authenticator>(a => a.SupporterId);
        builder.Property(a => a.Sealed).HasMaxLength(256);
    }
}
