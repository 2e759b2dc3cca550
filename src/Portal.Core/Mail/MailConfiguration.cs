using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Newsletters;

namespace Portal.Core.Mail;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.HasIndex(m => m.Key).IsUnique();
        builder.HasIndex(m => new { m.State, m.DueAt, m.Priority });
        builder.HasIndex(m => new { m.NewsletterId, m.State });
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.SupporterId);
        builder.HasOne<Subscriber>().WithMany().HasForeignKey(m => m.SubscriberId);
        builder.HasOne<Newsletter>().WithMany().HasForeignKey(m => m.NewsletterId);
        builder.Property(m => m.Key).HasMaxLength(Message.KeyLength);
        builder.Property(m => m.Template).HasMaxLength(60);
        builder.Property(m => m.Language).HasMaxLength(8);
        builder.Property(m => m.Reason).HasMaxLength(500);
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
