using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Rounds;

/// <summary>What a member did with its share of a decided round, in one sentence; it may be written anew.</summary>
public sealed class ShareStory
{
    /// <summary>Of which round.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid RoundId { get; init; }

    /// <summary>Which member.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>The sentence.</summary>
    [NotPersonal(Because.Published)]
    public required LocalText Text { get; set; }

    /// <summary>Who wrote it.</summary>
    [Personal("so that it is known who wrote", Tier.Restricted, IncomeEntry.Kept, "administrators")]
    public required Guid ById { get; set; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Published)]
    public required DateTimeOffset At { get; set; }
}

internal sealed class ShareStoryConfiguration : IEntityTypeConfiguration<ShareStory>
{
    public void Configure(EntityTypeBuilder<ShareStory> builder)
    {
        builder.ToTable("ShareStories");
        builder.HasKey(s => new { s.RoundId, s.OrganisationId });
        builder.HasOne<ShareRound>().WithMany().HasForeignKey(s => s.RoundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
