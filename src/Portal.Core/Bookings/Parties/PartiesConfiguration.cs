using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Parties;

internal sealed class PartyConfiguration : IEntityTypeConfiguration<Party>
{
    public void Configure(EntityTypeBuilder<Party> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(Party.NameLength);
        builder.Property(p => p.TokenHash).HasMaxLength(Party.HashBytes);
        builder.HasIndex(p => p.TokenHash).IsUnique();
        builder.HasIndex(p => p.LeaderId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.LeaderId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PartyPlaceConfiguration : IEntityTypeConfiguration<PartyPlace>
{
    public void Configure(EntityTypeBuilder<PartyPlace> builder)
    {
        builder.HasIndex(p => p.PartyId);
        builder.HasIndex(p => p.ShiftId);
        builder.HasIndex(p => p.PositionId);
        // A booking fills one place of a group, whoever claims at the same time.
        builder.HasIndex(p => p.BookingId).IsUnique();
        builder.HasOne(p => p.Party).WithMany().HasForeignKey(p => p.PartyId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(p => p.Shift).WithMany().HasForeignKey(p => p.ShiftId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Position>().WithMany().HasForeignKey(p => p.PositionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(p => p.BookingId).OnDelete(DeleteBehavior.SetNull);
    }
}
