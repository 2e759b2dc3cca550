using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Newsletters;

internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<Subscriber>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.HasIndex(s => s.NormalizedAddress).IsUnique();
        builder.HasIndex(s => s.SupporterId).IsUnique();
        builder.HasIndex(s => new { s.State, s.Id });
        builder.HasOne<Supporter>().WithOne().HasForeignKey<Subscriber>(s => s.SupporterId);
        builder.Property(s => s.Address).HasMaxLength(Supporter.EmailLength);
        builder.Property(s => s.NormalizedAddress).HasMaxLength(Supporter.EmailLength);
        builder.Property(s => s.Language).HasMaxLength(8);
        builder.Property(s => s.Country).HasMaxLength(2);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
        builder.Property(s => s.SuppressedBecause).HasMaxLength(60);
        builder.HasMany(s => s.Topics).WithOne().HasForeignKey(t => t.SubscriberId);
        builder.HasOne<SubscriberImport>().WithMany().HasForeignKey(s => s.ImportId);
    }
}

internal sealed class SubscriberTopicConfiguration : IEntityTypeConfiguration<SubscriberTopic>
{
    public void Configure(EntityTypeBuilder<SubscriberTopic> builder)
    {
        // A topic is a campaign or an organisation, so no foreign key says which.
        builder.HasKey(t => new { t.SubscriberId, t.TopicId });
        builder.HasIndex(t => t.TopicId);
    }
}

internal sealed class SubscriberImportConfiguration : IEntityTypeConfiguration<SubscriberImport>
{
    public void Configure(EntityTypeBuilder<SubscriberImport> builder)
    {
        builder.HasOne<Supporter>().WithMany().HasForeignKey(i => i.ById).OnDelete(DeleteBehavior.Restrict);
        builder.Property(i => i.Statement).HasMaxLength(SubscriberImport.StatementLength);
    }
}

internal sealed class NewsletterTallyConfiguration : IEntityTypeConfiguration<NewsletterTally>
{
    public void Configure(EntityTypeBuilder<NewsletterTally> builder)
    {
        builder.HasKey(t => new { t.NewsletterId, t.State, t.Reason });
        builder.HasOne<Newsletter>().WithMany().HasForeignKey(t => t.NewsletterId);
        builder.Property(t => t.Reason).HasMaxLength(500);
    }
}

internal sealed class NewsletterConfiguration : IEntityTypeConfiguration<Newsletter>
{
    public void Configure(EntityTypeBuilder<Newsletter> builder)
    {
        builder.HasOne<Supporter>().WithMany().HasForeignKey(n => n.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(n => n.MainLanguage).HasMaxLength(8);
        builder.Property(n => n.Conditions).HasConversion<AudienceConditionsConverter>();
        builder.Property(n => n.PausedBecause).HasMaxLength(60);
        builder.HasIndex(n => n.State);
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.HasMany(n => n.Editions).WithOne().HasForeignKey(e => e.NewsletterId);
    }
}

internal sealed class NewsletterEditionConfiguration : IEntityTypeConfiguration<NewsletterEdition>
{
    public void Configure(EntityTypeBuilder<NewsletterEdition> builder)
    {
        builder.HasKey(e => new { e.NewsletterId, e.Language });
        builder.Property(e => e.Language).HasMaxLength(8);
        builder.Property(e => e.Subject).HasMaxLength(NewsletterEdition.SubjectLength);
        builder.Property(e => e.Preview).HasMaxLength(NewsletterEdition.SubjectLength);
        builder.Property(e => e.Body).HasMaxLength(NewsletterEdition.BodyLength);
    }
}
