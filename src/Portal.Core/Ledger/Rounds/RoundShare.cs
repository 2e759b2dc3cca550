using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Rounds;

/// <summary>An organisation in a round: what a member needs and its share; a partner stands with the appeal and takes nothing. Sealed with its round.</summary>
public sealed class RoundShare
{
    /// <summary>In which round.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid RoundId { get; init; }

    /// <summary>Which organisation.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>What it was when the shares were proposed.</summary>
    [NotPersonal(Because.PublicFact)]
    public required Standing Standing { get; init; }

    /// <summary>What it says it needs, in the round's smallest unit; null where it has not said.</summary>
    [NotPersonal(Because.PublicFact)]
    public long? Need { get; init; }

    /// <summary>Who said so.</summary>
    [Personal("so that money is accounted for", Tier.Restricted, IncomeEntry.Kept, "administrators")]
    public Guid? NeedById { get; init; }

    /// <summary>Its share; nothing before shares are proposed.</summary>
    [NotPersonal(Because.Published)]
    public long Amount { get; init; }
}

internal sealed class RoundShareConfiguration : IEntityTypeConfiguration<RoundShare>
{
    public void Configure(EntityTypeBuilder<RoundShare> builder)
    {
        builder.ToTable("RoundShares");
        builder.HasKey(s => new { s.RoundId, s.OrganisationId });
        builder.HasOne<ShareRound>().WithMany().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.NeedById).OnDelete(DeleteBehavior.Restrict);
    }
}
