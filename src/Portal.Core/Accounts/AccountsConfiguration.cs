using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Accounts.Deletion;

namespace Portal.Core.Accounts;

internal sealed class SupporterConfiguration : IEntityTypeConfiguration<Supporter>
{
    public void Configure(EntityTypeBuilder<Supporter> builder)
    {
        builder.ToTable("Supporters");
        // The portal keeps phones sealed and apart; Identity's column would be in clear.
        builder.Ignore(s => s.PhoneNumber);
        builder.Ignore(s => s.PhoneNumberConfirmed);
        builder.Property(s => s.DisplayName).HasMaxLength(Supporter.NameLength).HasConversion<FormerNameConverter>();
        builder.Property(s => s.Country).HasMaxLength(2);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
        builder.Property(s => s.Language).HasMaxLength(8);
        builder.HasIndex(s => s.NormalizedEmail).IsUnique().HasDatabaseName("EmailIndex");
        builder.HasIndex(s => s.ErasedAt).HasFilter("\"ErasedAt\" IS NOT NULL");
    }
}

internal sealed class StayConfiguration : IEntityTypeConfiguration<Stay>
{
    public void Configure(EntityTypeBuilder<Stay> builder)
    {
        builder.HasIndex(s => s.SupporterId);
        builder.HasIndex(s => new { s.FirstDay, s.LastDay });
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.SupporterId);
    }
}

internal sealed class SupporterLockConfiguration : IEntityTypeConfiguration<SupporterLock>
{
    public void Configure(EntityTypeBuilder<SupporterLock> builder)
    {
        builder.HasKey(l => l.SupporterId);
        builder.HasOne<Supporter>().WithOne().HasForeignKey<SupporterLock>(l => l.SupporterId);
        builder.Property(l => l.Counter).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
    }
}

internal sealed class EmailCodeConfiguration : IEntityTypeConfiguration<EmailCode>
{
    public void Configure(EntityTypeBuilder<EmailCode> builder)
    {
        builder.HasKey(c => c.SupporterId);
        builder.HasOne<Supporter>().WithOne().HasForeignKey<EmailCode>(c => c.SupporterId);
        builder.Property(c => c.Hash).HasMaxLength(128);
    }
}

internal sealed class AddressChangeConfiguration : IEntityTypeConfiguration<AddressChange>
{
    public void Configure(EntityTypeBuilder<AddressChange> builder)
    {
        builder.HasIndex(c => c.SupporterId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.SupporterId);
        builder.Property(c => c.NewAddress).HasMaxLength(Supporter.EmailLength);
        builder.Property(c => c.OldAddress).HasMaxLength(Supporter.EmailLength);
    }
}

internal sealed class CoalitionRoleConfiguration : IEntityTypeConfiguration<CoalitionRole>
{
    public void Configure(EntityTypeBuilder<CoalitionRole> builder)
    {
        builder.HasKey(r => new { r.SupporterId, r.Kind });
        builder.HasOne<Supporter>().WithMany().HasForeignKey(r => r.SupporterId);
    }
}
