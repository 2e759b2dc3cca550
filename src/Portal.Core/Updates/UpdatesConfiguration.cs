using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;

namespace Portal.Core.Updates;

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.HasIndex(c => c.Slug).IsUnique();
        builder.Property(c => c.Slug).HasMaxLength(60);
    }
}

internal sealed class UpdateConfiguration : IEntityTypeConfiguration<Update>
{
    public void Configure(EntityTypeBuilder<Update> builder)
    {
        builder.HasIndex(u => new { u.Channel, u.Seq }).IsUnique();
        builder.HasIndex(u => u.PublishedAt);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(u => u.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(u => u.Organisation).WithMany().HasForeignKey(u => u.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(u => u.Channel).HasMaxLength(100);
        builder.Property(u => u.Title).HasMaxLength(Update.TitleLength);
        builder.Property(u => u.Body).HasMaxLength(Update.BodyLength);
        builder.Property(u => u.Language).HasMaxLength(8);
        builder.Property(u => u.Version).IsConcurrencyToken();
    }
}

internal sealed class ChannelConfiguration : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> builder)
    {
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(100);
        builder.Property(c => c.Head).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        builder.HasData(new Channel { Name = Channel.Public }, new Channel { Name = Channel.Community });
    }
}

internal sealed class ChannelEventConfiguration : IEntityTypeConfiguration<ChannelEvent>
{
    public void Configure(EntityTypeBuilder<ChannelEvent> builder)
    {
        builder.HasKey(e => new { e.Channel, e.Seq });
        builder.Property(e => e.Channel).HasMaxLength(100);
        builder.HasOne<Channel>().WithMany().HasForeignKey(e => e.Channel);
        builder.HasOne(e => e.Update).WithMany().HasForeignKey(e => e.UpdateId);
    }
}
