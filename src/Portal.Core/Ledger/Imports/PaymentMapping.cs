using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Imports;

/// <summary>What the columns of an export mean that the ledger does not know by itself: said once by an administrator, and remembered by its header row.</summary>
public sealed class PaymentMapping
{
    /// <summary>Longest name of a column.</summary>
    public const int ColumnLength = 100;

    /// <summary>The row's identifier; the payments of this export are known by it.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the header row.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required byte[] Header { get; init; }

    /// <summary>The column of the provider's identifier.</summary>
    [NotPersonal("the name of a column")]
    public required string IdColumn { get; set; }

    /// <summary>The column of the day.</summary>
    [NotPersonal("the name of a column")]
    public required string DateColumn { get; set; }

    /// <summary>How days are written.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateLayout DateLayout { get; set; }

    /// <summary>The column of the amount.</summary>
    [NotPersonal("the name of a column")]
    public required string AmountColumn { get; set; }

    /// <summary>How amounts are written.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required AmountLayout AmountLayout { get; set; }

    /// <summary>The column of the currency; null where all is in <see cref="Currency"/>.</summary>
    [NotPersonal("the name of a column")]
    public string? CurrencyColumn { get; set; }

    /// <summary>The currency where no column names it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Currency { get; set; }

    /// <summary>The column of the kind; null where all is of <see cref="Kind"/>.</summary>
    [NotPersonal("the name of a column")]
    public string? KindColumn { get; set; }

    /// <summary>The kind where no column says otherwise.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required IncomeKind Kind { get; set; }

    /// <summary>Who said so.</summary>
    [Personal("so that money is accounted for", Tier.Restricted, IncomeEntry.Kept, "administrators")]
    public required Guid MadeById { get; set; }

    /// <summary>As a layout: every row with more than nothing is income, every other one a refund, a fee or a payout.</summary>
    public PaymentLayout ToLayout() => new($"mapped:{Id:N}", "")
    {
        Id = IdColumn,
        Dates = [DateColumn],
        DateFormats = DateLayout switch
        {
            DateLayout.DayFirst => ["d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss"],
            DateLayout.MonthFirst => ["M/d/yyyy", "M-d-yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss"],
            _ => ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
        },
        Amount = AmountColumn,
        AmountLayout = AmountLayout,
        Currency = CurrencyColumn,
        OnlyCurrency = Currency,
        Skip = cell => cell(AmountColumn).TrimStart() is ['-' or '\u2212', ..] ? SkipReason.Refund : null,
        Kind = cell => KindColumn is null ? Kind : KindOf(cell(KindColumn)),
    };

    private IncomeKind KindOf(string word) => word.ToLowerInvariant() switch
    {
        "regular" or "recurring" or "monthly" or "subscription" or "mensuel" or "récurrent" or "régulier" => IncomeKind.Regular,
        "event" or "ticket" or "tickets" or "billetterie" or "événement" => IncomeKind.Event,
        "grant" or "subvention" => IncomeKind.Grant,
        "one-off" or "once" or "donation" or "don" or "ponctuel" => IncomeKind.OneOff,
        _ => Kind,
    };
}

/// <summary>In which order a day is written.</summary>
public enum DateLayout
{
    /// <summary>2027-01-31</summary>
    YearFirst,

    /// <summary>31/01/2027</summary>
    DayFirst,

    /// <summary>01/31/2027</summary>
    MonthFirst,
}

internal sealed class PaymentMappingConfiguration : IEntityTypeConfiguration<PaymentMapping>
{
    public void Configure(EntityTypeBuilder<PaymentMapping> builder)
    {
        builder.ToTable("PaymentMappings");
        builder.HasIndex(m => m.Header).IsUnique();
        builder.Property(m => m.Header).HasMaxLength(32);
        builder.Property(m => m.Currency).HasMaxLength(Currency.CodeLength);
        foreach (var column in new[] { nameof(PaymentMapping.IdColumn), nameof(PaymentMapping.DateColumn), nameof(PaymentMapping.AmountColumn), nameof(PaymentMapping.CurrencyColumn), nameof(PaymentMapping.KindColumn) })
        {
            builder.Property(column).HasMaxLength(PaymentMapping.ColumnLength);
        }

        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.MadeById).OnDelete(DeleteBehavior.Restrict);
    }
}
