using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Updates;

namespace Portal.Core.Actions;

internal sealed class SolidarityActionConfiguration : IEntityTypeConfiguration<SolidarityAction>
{
    public void Configure(EntityTypeBuilder<SolidarityAction> builder)
    {
        builder.HasIndex(a => a.Deadline);
        builder.HasOne(a => a.Organisation).WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(a => a.CampaignId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(a => a.Done).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class ActionDoneConfiguration : IEntityTypeConfiguration<ActionDone>
{
    public void Configure(EntityTypeBuilder<ActionDone> builder)
    {
        builder.HasKey(d => new { d.ActionId, d.SupporterId });
        builder.HasIndex(d => d.SupporterId);
        builder.HasOne<SolidarityAction>().WithMany().HasForeignKey(d => d.ActionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(d => d.SupporterId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(d => d.Sentence).HasMaxLength(ActionDone.SentenceLength);
        builder.Property(d => d.Language).HasMaxLength(8);
    }
}
