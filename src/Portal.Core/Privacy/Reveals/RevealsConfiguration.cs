using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Reveals;

internal sealed class RevealPauseConfiguration : IEntityTypeConfiguration<RevealPause>
{
    public void Configure(EntityTypeBuilder<RevealPause> builder)
    {
        builder.HasKey(p => p.SubjectId);
        // The coalition's is all zeros, which EF would take for one that is still to be made.
        builder.Property(p => p.SubjectId).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(RevealPause.ReasonLength);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Shift>().WithMany().HasForeignKey(p => p.ShiftId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PointConcernConfiguration : IEntityTypeConfiguration<PointConcern>
{
    public void Configure(EntityTypeBuilder<PointConcern> builder)
    {
        builder.HasIndex(c => new { c.SupporterId, c.RaisedAt });
        builder.HasIndex(c => c.OrganisationId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.SupporterId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.DecidedById).OnDelete(DeleteBehavior.SetNull);
    }
}
