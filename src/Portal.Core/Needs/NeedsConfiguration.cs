using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Organisations;

namespace Portal.Core.Needs;

internal sealed class NeedConfiguration : IEntityTypeConfiguration<Need>
{
    public void Configure(EntityTypeBuilder<Need> builder)
    {
        builder.HasIndex(n => new { n.OrganisationId, n.ClosedAt });
        builder.HasIndex(n => new { n.ClosedAt, n.TouchedAt });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(n => n.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(n => n.Version).IsConcurrencyToken();
        foreach (var name in new[] { nameof(Need.Pledged), nameof(Need.Arrived) })
        {
            builder.Property(name).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}

internal sealed class PledgeConfiguration : IEntityTypeConfiguration<Pledge>
{
    public void Configure(EntityTypeBuilder<Pledge> builder)
    {
        // Of two forms that one person sends at once, the second finds the first.
        builder.HasIndex(p => new { p.NeedId, p.SupporterId }).IsUnique().HasFilter("\"State\" = 'Open'");
        builder.HasIndex(p => p.SupporterId);
        builder.HasIndex(p => new { p.State, p.By });
        builder.HasOne(p => p.Need).WithMany().HasForeignKey(p => p.NeedId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.SupporterId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(p => p.Word).HasMaxLength(Pledge.WordLength);
        builder.Ignore(p => p.Outstanding);
    }
}

internal sealed class ArrivalConfiguration : IEntityTypeConfiguration<Arrival>
{
    public void Configure(EntityTypeBuilder<Arrival> builder)
    {
        builder.HasIndex(a => new { a.NeedId, a.At });
        builder.HasIndex(a => a.PledgeId);
        builder.HasIndex(a => a.ById);
        builder.HasOne<Need>().WithMany().HasForeignKey(a => a.NeedId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Pledge>().WithMany().HasForeignKey(a => a.PledgeId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(a => a.ById).OnDelete(DeleteBehavior.SetNull);
    }
}
