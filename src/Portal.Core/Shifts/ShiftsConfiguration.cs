using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Organisations;
using Portal.Core.Shifts.Files;
using Portal.Core.Shifts.Series;

namespace Portal.Core.Shifts;

internal sealed class ShiftConfiguration : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> builder)
    {
        builder.HasIndex(s => new { s.Status, s.StartsAt });
        builder.HasIndex(s => new { s.OrganisationId, s.StartsAt });
        builder.HasIndex(s => new { s.SeriesId, s.OccursOn }).IsUnique();
        builder.HasOne<ShiftSeries>().WithMany().HasForeignKey(s => s.SeriesId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.LeadId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(s => s.Activity).WithMany().HasForeignKey(s => s.ActivityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
        builder.Property(s => s.DutyPhone).HasMaxLength(Organisation.DutyPhoneLength);
        builder.Property(s => s.Description).HasMaxLength(Shift.DescriptionLength);
        builder.Property(s => s.DescriptionLanguage).HasMaxLength(8);
        builder.Property(s => s.CancelReason).HasMaxLength(BookingChange.WhyLength);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}

internal sealed class JoiningLinkConfiguration : IEntityTypeConfiguration<JoiningLink>
{
    public void Configure(EntityTypeBuilder<JoiningLink> builder)
    {
        builder.HasKey(l => l.ShiftId);
        builder.HasOne<Shift>().WithOne().HasForeignKey<JoiningLink>(l => l.ShiftId);
    }
}

internal sealed class ImportRunConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.HasIndex(r => new { r.ActorId, r.FormKey }).IsUnique();
        builder.HasOne<Supporter>().WithMany().HasForeignKey(r => r.ActorId);
    }
}

internal sealed class PositionConfiguration : IEntityTypeConfiguration<Position>
{
    public void Configure(EntityTypeBuilder<Position> builder)
    {
        builder.HasIndex(p => p.ShiftId);
        foreach (var name in new[] { nameof(Position.Held), nameof(Position.Reserved), nameof(Position.Seeking), nameof(Position.BookableUntil), nameof(Position.Version) })
        {
            builder.Property(name).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }
}
