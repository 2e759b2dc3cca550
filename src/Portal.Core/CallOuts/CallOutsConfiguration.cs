using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Organisations;

namespace Portal.Core.CallOuts;

internal sealed class CallOutConfiguration : IEntityTypeConfiguration<CallOut>
{
    public void Configure(EntityTypeBuilder<CallOut> builder)
    {
        builder.HasIndex(c => new { c.OrganisationId, c.StartedAt });

        // Of two organisers who call for the same position at once, the second is told of the first.
        builder.HasIndex(c => c.PositionId).IsUnique().HasFilter("\"EndedAt\" IS NULL");
        builder.HasIndex(c => c.ShiftId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Shift).WithMany().HasForeignKey(c => c.ShiftId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(c => c.Position).WithMany().HasForeignKey(c => c.PositionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Asks).WithOne(a => a.CallOut).HasForeignKey(a => a.CallOutId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(c => c.Line).HasMaxLength(CallOut.LineLength);
        builder.Property(c => c.Language).HasMaxLength(8);
        builder.Property(c => c.Version).IsConcurrencyToken();
    }
}

internal sealed class CallOutAskConfiguration : IEntityTypeConfiguration<CallOutAsk>
{
    public void Configure(EntityTypeBuilder<CallOutAsk> builder)
    {
        builder.HasKey(a => new { a.CallOutId, a.SupporterId });
        builder.HasIndex(a => new { a.SupporterId, a.Day, a.Number }).IsUnique();
        builder.HasOne<Supporter>().WithMany().HasForeignKey(a => a.SupporterId).OnDelete(DeleteBehavior.Cascade);
    }
}
