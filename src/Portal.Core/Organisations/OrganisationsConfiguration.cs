using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Qualifications;

namespace Portal.Core.Organisations;

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.HasIndex(o => o.Slug).IsUnique();
        builder.Property(o => o.Slug).HasMaxLength(60);
        builder.Property(o => o.Name).HasMaxLength(Organisation.NameLength);
        builder.Property(o => o.PublicEmail).HasMaxLength(Supporter.EmailLength);
        builder.Property(o => o.Website).HasMaxLength(300);
        builder.Property(o => o.DutyPhone).HasMaxLength(Organisation.DutyPhoneLength);
        builder.ComplexProperty(o => o.Rules);
    }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasIndex(m => new { m.SupporterId, m.OrganisationId }).IsUnique();
        builder.HasIndex(m => m.OrganisationId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.SupporterId);
        builder.Property(m => m.Word).HasMaxLength(Membership.WordLength);
    }
}

internal sealed class JoinConditionConfiguration : IEntityTypeConfiguration<JoinCondition>
{
    public void Configure(EntityTypeBuilder<JoinCondition> builder) =>
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId);
}

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.HasIndex(a => a.OrganisationId);
        builder.HasOne<QualificationKind>().WithMany().HasForeignKey(a => a.GrantsKindId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId);
        builder.Property(s => s.AreaSlug).HasMaxLength(60);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
    }
}

internal sealed class MeetingPointConfiguration : IEntityTypeConfiguration<MeetingPoint>
{
    public void Configure(EntityTypeBuilder<MeetingPoint> builder)
    {
        builder.HasKey(p => p.SiteId);
        builder.HasOne<Site>().WithOne().HasForeignKey<MeetingPoint>(p => p.SiteId);
    }
}
