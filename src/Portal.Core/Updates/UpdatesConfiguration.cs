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
        builder.Property(c => c.Slug).HasMaxLength(Campaign.SlugLength);
        builder.Property(c => c.Version).IsConcurrencyToken();
    }
}

internal sealed class UpdateConfiguration : IEntityTypeConfiguration<Update>
{
    public void Configure(EntityTypeBuilder<Update> builder)
    {
        builder.HasIndex(u => new { u.Channel, u.Seq }).IsUnique();
        builder.HasIndex(u => u.PublishedAt);
        builder.HasMany(u => u.Translations).WithOne().HasForeignKey(t => t.UpdateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(u => u.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(u => u.Organisation).WithMany().HasForeignKey(u => u.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(u => u.Circle).WithMany().HasForeignKey(u => u.CircleId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(u => u.Channel).HasMaxLength(Channel.NameLength);
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
        builder.Property(c => c.Name).HasMaxLength(Channel.NameLength);
        builder.Property(c => c.Head).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        builder.HasIndex(c => c.MovedAt);
        builder.HasData(new Channel { Name = Channel.Public }, new Channel { Name = Channel.Community });
    }
}

internal sealed class ChannelEventConfiguration : IEntityTypeConfiguration<ChannelEvent>
{
    public void Configure(EntityTypeBuilder<ChannelEvent> builder)
    {
        builder.HasKey(e => new { e.Channel, e.Seq });
        builder.Property(e => e.Channel).HasMaxLength(Channel.NameLength);
        builder.HasOne<Channel>().WithMany().HasForeignKey(e => e.Channel);
        builder.HasOne(e => e.Update).WithMany().HasForeignKey(e => e.UpdateId);
    }
}

internal sealed class UpdateTranslationConfiguration : IEntityTypeConfiguration<UpdateTranslation>
{
    public void Configure(EntityTypeBuilder<UpdateTranslation> builder)
    {
        builder.HasKey(t => new { t.UpdateId, t.Language });
        builder.Property(t => t.Language).HasMaxLength(8);
        builder.Property(t => t.Title).HasMaxLength(Update.TitleLength);
        builder.Property(t => t.Body).HasMaxLength(Update.BodyLength);
    }
}

internal sealed class PlannedUpdateConfiguration : IEntityTypeConfiguration<PlannedUpdate>
{
    public void Configure(EntityTypeBuilder<PlannedUpdate> builder)
    {
        builder.HasIndex(p => p.PublishAt);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Organisation).WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Campaign>().WithMany().HasForeignKey(p => p.CampaignId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(p => p.Channel).HasMaxLength(Channel.NameLength);
        builder.Property(p => p.Title).HasMaxLength(Update.TitleLength);
        builder.Property(p => p.Body).HasMaxLength(Update.BodyLength);
        builder.Property(p => p.Language).HasMaxLength(8);
        builder.Property(p => p.WhySafe).HasMaxLength(UpdateText.ReasonLength);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }
}

internal sealed class SolidarityConfiguration : IEntityTypeConfiguration<Solidarity>
{
    public void Configure(EntityTypeBuilder<Solidarity> builder)
    {
        builder.HasKey(s => new { s.UpdateId, s.SupporterId });
        builder.HasOne<Update>().WithMany(u => u.Solidarities).HasForeignKey(s => s.UpdateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.SupporterId).OnDelete(DeleteBehavior.Cascade);
    }
}
