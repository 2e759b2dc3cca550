using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Rounds;

/// <summary>An administrator's yes to one version of a proposal, for the organisation that they come from.</summary>
public sealed class RoundConfirmation
{
    /// <summary>To which round.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid RoundId { get; init; }

    /// <summary>To which version of it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Version { get; init; }

    /// <summary>Whose it is.</summary>
    [Personal("so that nobody shares out money alone", Tier.Restricted, IncomeEntry.Kept, "administrators")]
    public required Guid ById { get; init; }

    /// <summary>From which organisation; this is published, who it was is not.</summary>
    [NotPersonal(Because.Published)]
    public required Guid OrganisationId { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset At { get; init; }
}

internal sealed class RoundConfirmationConfiguration : IEntityTypeConfiguration<RoundConfirmation>
{
    public void Configure(EntityTypeBuilder<RoundConfirmation> builder)
    {
        builder.ToTable("RoundConfirmations");
        builder.HasKey(c => new { c.RoundId, c.Version, c.ById });
        builder.HasOne<ShareRound>().WithMany().HasForeignKey(c => c.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
