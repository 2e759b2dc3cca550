using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Suspension;

/// <summary>That somebody's account was suspended, why, and whether that was lifted. Whether it is suspended now says <see cref="Supporter.SuspendedAt"/>, which changes with it.</summary>
public sealed class AccountSuspension
{
    /// <summary>The shortest reason, in UTF-16 units: a word is none.</summary>
    public const int ShortestReason = 20;

    /// <summary>The longest.</summary>
    public const int LongestReason = 400;

    /// <summary>Months after it was lifted for which it is kept, as the record is.</summary>
    public const int MonthsKept = 12;

    private const string For = "to keep people safe";
    private const string Kept = "12 months after it was lifted";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose account.</summary>
    [Personal(For, Tier.Restricted, Kept, "oneself, administrators")]
    public required Guid SupporterId { get; init; }

    /// <summary>Why, in an administrator's words.</summary>
    [Personal(For, Tier.Restricted, Kept, "administrators")]
    public required string Reason { get; init; }

    /// <summary>Since when.</summary>
    [Personal(For, Tier.Restricted, Kept, "oneself, administrators")]
    public required DateTimeOffset SuspendedAt { get; init; }

    /// <summary>Which administrator did it.</summary>
    [Personal(For, Tier.Restricted, Kept, "administrators")]
    public required Guid SuspendedById { get; init; }

    /// <summary>When it was lifted; null as long as it lasts.</summary>
    [Personal(For, Tier.Restricted, Kept, "oneself, administrators")]
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Which administrator lifted it.</summary>
    [Personal(For, Tier.Restricted, Kept, "administrators")]
    public Guid? LiftedById { get; private set; }
}

internal sealed class AccountSuspensionConfiguration : IEntityTypeConfiguration<AccountSuspension>
{
    public void Configure(EntityTypeBuilder<AccountSuspension> builder)
    {
        builder.ToTable("AccountSuspensions");
        builder.Property(s => s.Reason).HasMaxLength(AccountSuspension.LongestReason);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.SupporterId).OnDelete(DeleteBehavior.Cascade);
        // One at a time.
        builder.HasIndex(s => s.SupporterId).IsUnique().HasFilter("\"LiftedAt\" IS NULL");
        builder.HasIndex(s => s.LiftedAt);
    }
}
