using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Imports;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Income;

/// <summary>Money of one month and kind that came in: a sum, never a donor. It stands as it was entered; what was wrong is put right by another one that refers to it.</summary>
public sealed class IncomeEntry
{
    /// <summary>How long who entered it is known.</summary>
    internal const string Kept = "as long as the ledger, by a number once the account is gone";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The month in which it came in, as its first day.</summary>
    [NotPersonal(Because.Published)]
    public required DateOnly Month { get; init; }

    /// <summary>The kind.</summary>
    [NotPersonal(Because.Published)]
    public required IncomeKind Kind { get; init; }

    /// <summary>The currency (ISO 4217).</summary>
    [NotPersonal(Because.Published)]
    public required string Currency { get; init; }

    /// <summary>How much, in the currency's smallest unit; less than nothing in a correction only.</summary>
    [NotPersonal("a sum of what came in, about no person")]
    public required long Amount { get; init; }

    /// <summary>A word about it, or why it was corrected; null for none.</summary>
    [NotPersonal(Because.Published)]
    public LocalText? Note { get; init; }

    /// <summary>Which entry it corrects.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? CorrectsId { get; init; }

    /// <summary>The import that it comes from; null where it was entered by hand.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? ImportId { get; init; }

    /// <summary>Who entered it.</summary>
    [Personal("so that money is accounted for", Tier.Restricted, Kept, "administrators")]
    public required Guid EnteredById { get; init; }

    /// <summary>When it was entered.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset EnteredAt { get; init; }
}

/// <summary>The kinds of income.</summary>
public enum IncomeKind
{
    /// <summary>A gift that is given once.</summary>
    OneOff,

    /// <summary>A gift that comes back every month.</summary>
    Regular,

    /// <summary>What an event brought.</summary>
    Event,

    /// <summary>A grant.</summary>
    Grant,

    /// <summary>Takes away from an entry that was too high.</summary>
    Correction,
}

internal sealed class IncomeEntryConfiguration : IEntityTypeConfiguration<IncomeEntry>
{
    public void Configure(EntityTypeBuilder<IncomeEntry> builder)
    {
        builder.ToTable("IncomeEntries");
        builder.Property(e => e.Currency).HasMaxLength(Currency.CodeLength);
        builder.HasOne<IncomeEntry>().WithMany().HasForeignKey(e => e.CorrectsId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PaymentImport>().WithMany().HasForeignKey(e => e.ImportId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(e => e.EnteredById).OnDelete(DeleteBehavior.Restrict);
    }
}
