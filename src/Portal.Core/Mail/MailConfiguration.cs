using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Mail;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.HasIndex(m => m.Key).IsUnique();
        // In the order in which messages are taken: what is urgent first, then what is due longest.
        builder.HasIndex(m => new { m.State, m.Priority, m.DueAt, m.Id });
        builder.HasIndex(m => new { m.NewsletterId, m.State, m.DueAt, m.Id });
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.SupporterId);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(m => m.SubscriberId);
        builder.HasOne<Newsletter>().WithMany().HasForeignKey(m => m.NewsletterId);
        builder.Property(m => m.Key).HasMaxLength(Message.KeyLength);
        builder.Property(m => m.Template).HasMaxLength(60);
        builder.Property(m => m.Language).HasMaxLength(8);
        builder.Property(m => m.Reason).HasMaxLength(500);
        builder.Property(m => m.OutcomeReason).HasMaxLength(100);
    }
}

internal sealed class MailSwitchConfiguration : IEntityTypeConfiguration<MailSwitch>
{
    public void Configure(EntityTypeBuilder<MailSwitch> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Reason).HasMaxLength(500);
        builder.HasData(new MailSwitch());
    }
}

internal sealed class ProviderEventConfiguration : IEntityTypeConfiguration<ProviderEvent>
{
    public void Configure(EntityTypeBuilder<ProviderEvent> builder)
    {
        builder.HasKey(e => e.Number);
        builder.HasIndex(e => e.EventId).IsUnique();
        builder.HasIndex(e => new { e.AppliedAt, e.Number });
        builder.Property(e => e.EventId).HasMaxLength(ProviderEvent.IdLength);
        builder.Property(e => e.Result).HasMaxLength(60);
    }
}

internal sealed class AddressStandingConfiguration : IEntityTypeConfiguration<AddressStanding>
{
    public void Configure(EntityTypeBuilder<AddressStanding> builder)
    {
        builder.HasKey(a => a.AddressHash);
        builder.Property(a => a.AddressHash).HasMaxLength(32);
        builder.Property(a => a.DeadBecause).HasMaxLength(60);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }
}
