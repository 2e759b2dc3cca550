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
        Indexes(builder);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.SupporterId);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(m => m.SubscriberId);
        builder.HasOne<Newsletter>().WithMany().HasForeignKey(m => m.NewsletterId);
        builder.Property(m => m.Key).HasMaxLength(Message.KeyLength);
        builder.Property(m => m.Template).HasMaxLength(60);
        builder.Property(m => m.Language).HasMaxLength(8);
        builder.Property(m => m.Reason).HasMaxLength(500);
        builder.Property(m => m.OutcomeReason).HasMaxLength(100);
    }

    // A message of a newsletter changes its state twice, a million of them two million times, so each index holds only what somebody looks for in
    // it. SQLite uses a partial one where a query says its condition in the same words: one state at a time, as a constant.
    private static void Indexes(EntityTypeBuilder<Message> builder)
    {
        // In the order in which messages are taken: what is urgent first, then what is due longest; those of newsletters apart.
        builder.HasIndex(m => new { m.Priority, m.DueAt, m.Id }, "IX_Messages_Waiting").HasFilter("\"State\" = 'Pending' AND \"Priority\" < 30");
        builder.HasIndex(m => new { m.NewsletterId, m.Language, m.DueAt, m.Id }, "IX_Messages_WaitingOfNewsletter").HasFilter("\"State\" = 'Pending' AND \"NewsletterId\" IS NOT NULL");
        builder.HasIndex(m => new { m.State, m.NewsletterId, m.Id }, "IX_Messages_Unsent")
            .HasFilter("\"State\" = 'Sending' OR \"State\" = 'InDoubt' OR \"State\" = 'Held' OR \"State\" = 'Failed' OR \"State\" = 'Skipped'");
        builder.HasIndex(m => m.SettledAt, "IX_Messages_SentSingly").HasFilter("\"State\" = 'Sent' AND \"Priority\" < 30");
        builder.HasIndex(m => m.NewsletterId);
        builder.HasIndex(m => m.SubscriberId).HasFilter("\"SubscriberId\" IS NOT NULL");
        builder.HasIndex(m => m.SupporterId).HasFilter("\"SupporterId\" IS NOT NULL");
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
        builder.HasIndex(e => e.MessageId);
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
