using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy.Audit;

namespace Portal.Core.Privacy;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(a => a.Action).HasMaxLength(60);
        builder.Ignore(a => a.ActorId).Ignore(a => a.SubjectId).Ignore(a => a.Detail);
        builder.Property(a => a.ClearActorId).HasColumnName("ActorId");
        builder.Property(a => a.ClearSubjectId).HasColumnName("SubjectId");
        builder.Property(a => a.ClearDetail).HasColumnName("Detail").HasMaxLength(500);
        builder.HasIndex(a => new { a.Action, a.At });
        builder.HasIndex(a => a.At);
        builder.Property(a => a.Mac).HasMaxLength(AuditMacs.Bytes);
        builder.HasIndex(a => a.SealNumber);
    }
}

internal sealed class DataKeyConfiguration : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.HasKey(k => k.SubjectId);
        builder.Property(k => k.MasterKey).HasMaxLength(40);
    }
}
