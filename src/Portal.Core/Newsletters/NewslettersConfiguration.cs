using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;

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
    }
}

internal sealed class NewsletterConfiguration : IEntityTypeConfiguration<Newsletter>
{
    public void Configure(EntityTypeBuilder<Newsletter> builder)
    {
        builder.HasOne<Supporter>().WithMany().HasForeignKey(n => n.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(n => n.MainLanguage).HasMaxLength(8);
        builder.Property(n => n.AudienceLanguage).HasMaxLength(8);
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
