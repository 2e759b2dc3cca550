using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

internal sealed class BookingConfiguration : IEntityTypeConfiguration<Booking>
{
    public void Configure(EntityTypeBuilder<Booking> builder)
    {
        var live = string.Join(", ", BookingStates.Live.Select(state => $"'{state}'"));
        builder.HasIndex(b => new { b.SupporterId, b.ShiftId }).IsUnique().HasFilter($"\"State\" IN ({live})");
        // For "what does this person hold": SQLite takes the partial index above only for its very own list of states.
        builder.HasIndex(b => new { b.SupporterId, b.State });
        builder.HasIndex(b => new { b.ShiftId, b.State });
        builder.HasIndex(b => new { b.PositionId, b.State });
        builder.HasIndex(b => new { b.State, b.AnswerBy });
        builder.HasIndex(b => b.HandToId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(b => b.SupporterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(b => b.Shift).WithMany().HasForeignKey(b => b.ShiftId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(b => b.Position).WithMany().HasForeignKey(b => b.PositionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(b => b.History).WithOne().HasForeignKey(c => c.BookingId);
        builder.Navigation(b => b.History).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Property(b => b.Version).IsConcurrencyToken();
        builder.Property(b => b.Waived).HasMaxLength(Booking.WaivedLength).HasDefaultValue("");
        builder.Property(b => b.WaivedBecause).HasMaxLength(BookingChange.WhyLength);
        builder.Property(b => b.Note).HasMaxLength(Booking.NoteLength);
    }
}

internal sealed class AcquaintanceConfiguration : IEntityTypeConfiguration<Acquaintance>
{
    public void Configure(EntityTypeBuilder<Acquaintance> builder)
    {
        builder.HasKey(a => new { a.SupporterId, a.OrganisationId });
        builder.HasIndex(a => a.OrganisationId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(a => a.SupporterId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId);
    }
}

internal sealed class KeptApartConfiguration : IEntityTypeConfiguration<KeptApart>
{
    public void Configure(EntityTypeBuilder<KeptApart> builder)
    {
        builder.HasKey(k => new { k.SupporterId, k.OrganisationId, k.OtherId });
        builder.HasIndex(k => k.OtherId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(k => k.SupporterId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(k => k.OtherId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(k => k.NotedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(k => k.OrganisationId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> builder)
    {
        builder.HasKey(f => f.SupporterId);
        builder.HasOne<Supporter>().WithOne().HasForeignKey<CalendarFeed>(f => f.SupporterId);
        builder.Property(f => f.TokenHash).HasMaxLength(CalendarFeed.HashBytes);
        builder.HasIndex(f => f.TokenHash).IsUnique();
    }
}

internal sealed class BookingChangeConfiguration : IEntityTypeConfiguration<BookingChange>
{
    public void Configure(EntityTypeBuilder<BookingChange> builder)
    {
        // The id is made before the row: without this EF would take a change added to a loaded booking for one it had read.
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Why).HasMaxLength(BookingChange.WhyLength);
    }
}

internal sealed class WalkInConfiguration : IEntityTypeConfiguration<WalkIn>
{
    public void Configure(EntityTypeBuilder<WalkIn> builder)
    {
        builder.Property(w => w.Name).HasMaxLength(Supporter.NameLength);
        builder.HasIndex(w => w.ShiftId);
        builder.HasIndex(w => w.PositionId);
        builder.HasOne<Shift>().WithMany().HasForeignKey(w => w.ShiftId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Position>().WithMany().HasForeignKey(w => w.PositionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormOutcomeConfiguration : IEntityTypeConfiguration<FormOutcome>
{
    public void Configure(EntityTypeBuilder<FormOutcome> builder)
    {
        builder.HasKey(f => new { f.SupporterId, f.Key });
        builder.HasOne<Supporter>().WithMany().HasForeignKey(f => f.SupporterId);
        builder.HasIndex(f => f.At);
    }
}

internal sealed class ReminderRuleConfiguration : IEntityTypeConfiguration<ReminderRule>
{
    public void Configure(EntityTypeBuilder<ReminderRule> builder)
    {
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.OrganisationId);
        builder.HasData(
            new ReminderRule { Id = new Guid("01980000-0000-7000-8000-000000000072"), HoursBefore = 72, AsksToConfirm = true },
            new ReminderRule { Id = new Guid("01980000-0000-7000-8000-000000000018"), HoursBefore = 18, AsksToConfirm = false },
            new ReminderRule { Id = new Guid("01980000-0000-7000-8000-000000000002"), HoursBefore = 2, AsksToConfirm = false });
    }
}
