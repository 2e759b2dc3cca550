using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Core.Privacy.Audit;

/// <summary>
/// A link of the chain that seals the record: it names how many rows it covers and the digest of their MACs in order, and its own MAC covers
/// the one before it. So no row and no seal can be changed, moved or left out unseen; that the last ones were cut off is told by the copy
/// that is kept outside the database.
/// </summary>
public sealed class AuditSeal
{
    /// <summary>1, 2, 3, …</summary>
    [NotPersonal(Because.Identifier)]
    public required long Number { get; init; }

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>How many rows it covers.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Rows { get; init; }

    /// <summary>SHA-256 over the rows' MACs, in the order of their identifiers.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required byte[] Digest { get; init; }

    /// <summary>HMAC-SHA-256 over all of it and the MAC of the seal before.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required byte[] Mac { get; init; }

    /// <summary>When its rows and all before them were erased because their time was over; null as long as they stand.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? CutAt { get; set; }

    /// <summary>HMAC-SHA-256 that says so: without it nothing may be missing.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public byte[]? CutMac { get; set; }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals");
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Digest).HasMaxLength(AuditMacs.Bytes);
        builder.Property(s => s.Mac).HasMaxLength(AuditMacs.Bytes);
        builder.Property(s => s.CutMac).HasMaxLength(AuditMacs.Bytes);
    }
}
