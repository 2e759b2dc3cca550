using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>A code on paper that takes the second step once, for whoever lost their device.</summary>
public sealed class RecoveryCode
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    [Personal("so that a lost device locks nobody out", Tier.Restricted, Because.Account, Because.Oneself)]
    public required Guid SupporterId { get; init; }

    /// <summary>The keyed hash of the code, which is shown once and then nowhere.</summary>
    [NotPersonal("a keyed hash of fifty random bits")]
    public required byte[] Hash { get; init; }

    /// <summary>When it was used, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? UsedAt { get; set; }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.SupporterId);
        builder.Property(c => c.Hash).HasMaxLength(32);
        builder.HasIndex(c => new { c.SupporterId, c.Hash }).IsUnique();
    }
}
