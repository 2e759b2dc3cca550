using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.TwoPersons;

/// <summary>Something of weight that one person asks for and another, an administrator, has to agree to within <see cref="Waits"/>.</summary>
public sealed class TwoPersonRequest
{
    /// <summary>So long a request waits for its second person.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    /// <summary>Months after its end for which it is kept, as the record is.</summary>
    public const int MonthsKept = 12;

    private const string Kept = "12 months";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>What is asked for.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required TwoPersonKind Kind { get; init; }

    /// <summary>Whom it is about.</summary>
    [Personal("so that nobody gains rights by one person's word", Tier.Restricted, Kept, "oneself, administrators")]
    public required Guid SubjectId { get; init; }

    /// <summary>The organisation whose organiser asked, if one did.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? OrganisationId { get; init; }

    /// <summary>Who asked.</summary>
    [Personal("so that nobody gains rights by one person's word", Tier.Restricted, Kept, "administrators")]
    public required Guid AskedById { get; init; }

    /// <summary>When it was asked for.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when it can be agreed to.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the role ends that is asked for; null for none.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? RoleEndsAt { get; init; }

    /// <summary>Who decided.</summary>
    [Personal("so that nobody gains rights by one person's word", Tier.Restricted, Kept, "administrators")]
    public Guid? DecidedById { get; private set; }

    /// <summary>When it was decided, or given up for another; null as long as it waits.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Whether it was agreed to.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public bool IsGranted { get; private set; }
}

/// <summary>What takes two people.</summary>
public enum TwoPersonKind
{
    /// <summary>Somebody becomes an administrator of the coalition.</summary>
    Administrator,

    /// <summary>Somebody may read the record of who looked at what.</summary>
    Auditor,

    /// <summary>The second step of somebody who lost it is removed, so that they set it up anew.</summary>
    Recovery,
}

internal sealed class TwoPersonRequestConfiguration : IEntityTypeConfiguration<TwoPersonRequest>
{
    public void Configure(EntityTypeBuilder<TwoPersonRequest> builder)
    {
        builder.ToTable("TwoPersonRequests");
        builder.HasOne<Supporter>().WithMany().HasForeignKey(r => r.SubjectId);
        // One at a time for each person and kind.
        builder.HasIndex(r => new { r.SubjectId, r.Kind }).IsUnique().HasFilter("\"DecidedAt\" IS NULL");
        builder.HasIndex(r => r.ExpiresAt);
    }
}
