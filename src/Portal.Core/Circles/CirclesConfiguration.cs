using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Updates;

namespace Portal.Core.Circles;

internal sealed class SupporterCircleConfiguration : IEntityTypeConfiguration<SupporterCircle>
{
    // A name and what it is for, with what falls apart when accents are taken off.
    private const int SoughtLength = 2 * (SupporterCircle.NameLength + SupporterCircle.PurposeLength);

    public void Configure(EntityTypeBuilder<SupporterCircle> builder)
    {
        builder.ToTable("Circles");
        builder.HasIndex(c => c.Slug).IsUnique();
        builder.HasIndex(c => new { c.State, c.Name });
        builder.HasIndex(c => c.HostlessSince).HasFilter("\"HostlessSince\" IS NOT NULL");
        builder.Property(c => c.Slug).HasMaxLength(SupporterCircle.SlugLength);
        builder.Property(c => c.Name).HasMaxLength(SupporterCircle.NameLength);
        builder.Property(c => c.Purpose).HasMaxLength(SupporterCircle.PurposeLength);
        builder.Property(c => c.Sought).HasMaxLength(SoughtLength);
        builder.Property(c => c.Country).HasMaxLength(2);
        builder.Property(c => c.Reason).HasMaxLength(SupporterCircle.ReasonLength);
        builder.Property(c => c.Turn).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.ProposedById).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class CircleMemberConfiguration : IEntityTypeConfiguration<CircleMember>
{
    public void Configure(EntityTypeBuilder<CircleMember> builder)
    {
        builder.ToTable("CircleMembers");
        builder.HasIndex(m => new { m.CircleId, m.SupporterId }).IsUnique();
        builder.HasIndex(m => m.SupporterId);
        builder.HasIndex(m => m.GoneAt);
        builder.Property(m => m.Word).HasMaxLength(CircleMember.WordLength);
        builder.Property(m => m.RemovedBecause).HasMaxLength(CircleMember.ReasonLength);
        builder.HasOne(m => m.Circle).WithMany().HasForeignKey(m => m.CircleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.SupporterId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CircleMessageConfiguration : IEntityTypeConfiguration<CircleMessage>
{
    public void Configure(EntityTypeBuilder<CircleMessage> builder)
    {
        builder.ToTable("CircleMessages");
        builder.HasIndex(m => new { m.CircleId, m.SentAt });
        builder.HasIndex(m => m.SentAt);
        builder.Property(m => m.Title).HasMaxLength(Update.TitleLength);
        builder.Property(m => m.Body).HasMaxLength(Update.BodyLength);
        builder.Property(m => m.Language).HasMaxLength(8);
        builder.HasOne<SupporterCircle>().WithMany().HasForeignKey(m => m.CircleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.AuthorId).OnDelete(DeleteBehavior.SetNull);
    }
}
