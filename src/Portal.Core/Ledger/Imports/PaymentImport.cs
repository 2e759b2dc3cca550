using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Imports;

/// <summary>An export of a payment provider that was taken in: how many rows became of it what. Nothing of any row.</summary>
public sealed class PaymentImport
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who took it in.</summary>
    [Personal("so that money is accounted for", Tier.Restricted, IncomeEntry.Kept, "administrators")]
    public required Guid ById { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Whose export it was; empty for one whose columns an administrator explained.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Layout { get; init; }

    /// <summary>Payments that were added.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Added { get; init; }

    /// <summary>Payments that were there already.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Known { get; init; }

    /// <summary>Rows that are no income.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Skipped { get; init; }
}

/// <summary>That a payment was taken in, so that it is not taken in again: a keyed hash of the provider's identifier, and nothing else of it.</summary>
public sealed class ImportedPayment
{
    /// <summary>HMAC-SHA-256 of the provider and its identifier.</summary>
    [NotPersonal("a keyed hash of a transaction's identifier; it leads to nobody, and is kept so that no payment counts twice")]
    public required byte[] Hash { get; init; }

    /// <summary>With which import it came.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ImportId { get; init; }
}

internal sealed class PaymentImportConfiguration : IEntityTypeConfiguration<PaymentImport>
{
    public void Configure(EntityTypeBuilder<PaymentImport> builder)
    {
        builder.ToTable("PaymentImports");
        builder.Property(i => i.Layout).HasMaxLength(60);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(i => i.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ImportedPaymentConfiguration : IEntityTypeConfiguration<ImportedPayment>
{
    public void Configure(EntityTypeBuilder<ImportedPayment> builder)
    {
        builder.ToTable("ImportedPayments");
        builder.HasKey(p => p.Hash);
        builder.Property(p => p.Hash).HasMaxLength(32);
        builder.HasOne<PaymentImport>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Restrict);
    }
}
