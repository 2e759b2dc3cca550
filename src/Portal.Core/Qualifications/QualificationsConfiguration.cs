using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Organisations;

namespace Portal.Core.Qualifications;

internal sealed class QualificationKindConfiguration : IEntityTypeConfiguration<QualificationKind>
{
    public void Configure(EntityTypeBuilder<QualificationKind> builder)
    {
        builder.HasOne<Organisation>().WithMany().HasForeignKey(k => k.OrganisationId);
    }
}

internal sealed class QualificationConfiguration : IEntityTypeConfiguration<Qualification>
{
    public void Configure(EntityTypeBuilder<Qualification> builder)
    {
        // One row a person, kind and organisation: what is asked for again goes on in it.
        builder.HasIndex(q => new { q.SupporterId, q.KindId, q.OrganisationId }).IsUnique();
        builder.HasIndex(q => new { q.OrganisationId, q.State });
        builder.HasIndex(q => new { q.State, q.LastDay });
        builder.HasIndex(q => q.EarnedById);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(q => q.SupporterId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(q => q.OrganisationId);
        builder.HasOne(q => q.Kind).WithMany().HasForeignKey(q => q.KindId).OnDelete(DeleteBehavior.Restrict);
    }
}
