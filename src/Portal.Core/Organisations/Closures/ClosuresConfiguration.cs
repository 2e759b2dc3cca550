using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Bookings;

namespace Portal.Core.Organisations.Closures;

internal sealed class SiteClosureConfiguration : IEntityTypeConfiguration<SiteClosure>
{
    public void Configure(EntityTypeBuilder<SiteClosure> builder)
    {
        builder.HasIndex(c => new { c.SiteId, c.Until });
        builder.HasOne<Site>().WithMany().HasForeignKey(c => c.SiteId);
        builder.HasOne<Site>().WithMany().HasForeignKey(c => c.MovedToSiteId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.ClosedById).OnDelete(DeleteBehavior.Restrict);
        builder.Property(c => c.Reason).HasMaxLength(BookingChange.WhyLength);
    }
}

internal sealed class ClosureNoticeConfiguration : IEntityTypeConfiguration<ClosureNotice>
{
    public void Configure(EntityTypeBuilder<ClosureNotice> builder)
    {
        builder.HasKey(n => new { n.ClosureId, n.BookingId });
        builder.HasIndex(n => n.BookingId);
        builder.HasOne<SiteClosure>().WithMany().HasForeignKey(n => n.ClosureId);
        builder.HasOne(n => n.Booking).WithMany().HasForeignKey(n => n.BookingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(n => n.SupporterId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(n => n.ToldById).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class CallRoundConfiguration : IEntityTypeConfiguration<CallRound>
{
    public void Configure(EntityTypeBuilder<CallRound> builder)
    {
        builder.HasIndex(r => new { r.ClosureId, r.ActorId });
        builder.HasOne<SiteClosure>().WithMany().HasForeignKey(r => r.ClosureId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(r => r.ActorId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(r => r.Reason).HasMaxLength(CallRound.ReasonLength);
    }
}
