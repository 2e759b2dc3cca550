using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Rounds;

/// <summary>
/// A round in which money of one currency is shared out. While it is open it changes by guarded statements that raise its version; once decided
/// it never changes again: the context and the database refuse it, and what was wrong is put right by a round that refers to it.
/// </summary>
public sealed class ShareRound
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3, … as it is called.</summary>
    [NotPersonal(Because.Published)]
    public required int Number { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    [NotPersonal(Because.Published)]
    public required string Currency { get; init; }

    /// <summary>How much is shared out, in the currency's smallest unit; of a correction what its shares come to, which may be less than nothing.</summary>
    [NotPersonal("a sum that is shared, about no person")]
    public required long Amount { get; init; }

    /// <summary>The rule by which the shares are proposed.</summary>
    [NotPersonal(Because.Published)]
    public required ShareRule Rule { get; init; }

    /// <summary>Which round it corrects.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? CorrectsId { get; init; }

    /// <summary>Why it corrects that one; null where it corrects none.</summary>
    [NotPersonal(Because.Published)]
    public LocalText? Reason { get; init; }

    /// <summary>Raised by everything that changes it, so that who confirms confirms what they see.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Version { get; init; }

    /// <summary>Who opened it.</summary>
    [Personal("so that money is accounted for", Tier.Restricted, IncomeEntry.Kept, "administrators")]
    public required Guid OpenedById { get; init; }

    /// <summary>When it was opened.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When shares were proposed that stand; null while there are none.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ProposedAt { get; init; }

    /// <summary>When two had confirmed; null while it is open.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? DecidedAt { get; init; }
}

/// <summary>How shares are proposed.</summary>
public enum ShareRule
{
    /// <summary>In proportion to what each member says it needs.</summary>
    ByNeed,

    /// <summary>The same for each member.</summary>
    Equal,

    /// <summary>As the administrators write them.</summary>
    ByHand,
}

internal sealed class ShareRoundConfiguration : IEntityTypeConfiguration<ShareRound>
{
    public void Configure(EntityTypeBuilder<ShareRound> builder)
    {
        builder.ToTable("ShareRounds");
        builder.HasIndex(r => r.Number).IsUnique();
        builder.Property(r => r.Currency).HasMaxLength(Currency.CodeLength);
        builder.HasOne<ShareRound>().WithMany().HasForeignKey(r => r.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(r => r.OpenedById).OnDelete(DeleteBehavior.Restrict);
    }
}
