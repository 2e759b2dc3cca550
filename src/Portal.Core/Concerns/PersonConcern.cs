using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Circles;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Concerns;

/// <summary>
/// That somebody told a concern about a person to people outside that person's organisation. What was told is sealed under a key of this row
/// alone; who may open it is said by <see cref="ConcernRights"/>, each time anew.
/// </summary>
public sealed class PersonConcern
{
    /// <summary>Months after it was closed for which it is kept.</summary>
    public const int MonthsKept = 12;

    /// <summary>Months after it was told, where nobody closed it.</summary>
    public const int MonthsOpen = 24;

    private const string For = "so that a danger can be spoken of to somebody outside";
    private const string Kept = "12 months after it was closed, 24 where nobody closed it";
    private const string Readers = "those chosen to read it, outside the organisation named";

    /// <summary>The row's identifier; its key is kept under it.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The organisation that the person belongs to, whose members never read it; null where whoever told did not know.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public Guid? OrganisationId { get; init; }

    /// <summary>The organisation whose organisers read it; null for the administrators of the coalition.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public Guid? ReaderOrganisationId { get; init; }

    /// <summary>The circle it is about, whose hosts never read it; null for none.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public Guid? CircleId { get; init; }

    /// <summary>Who told it, where they were signed in: so that it is never shown to themselves as a reader.</summary>
    [Personal(For, Tier.Restricted, Kept, "those chosen to read it, only where one may be written to")]
    public Guid? ReporterId { get; init; }

    /// <summary>Whether who told it, signed in, may be written to, and so is shown to readers.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public required bool MayWrite { get; init; }

    /// <summary>About whom, what happened, and an address to write to if one was left: nonce, tag and ciphertext.</summary>
    [Personal(For, Tier.Secret, Kept, Readers)]
    public required byte[] Sealed { get; init; }

    /// <summary>When it was told.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>Which reader took it up; null as long as nobody did.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public Guid? TakenById { get; private set; }

    /// <summary>When somebody did.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public DateTimeOffset? TakenAt { get; private set; }

    /// <summary>When it was closed; null as long as it is not.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What came of it.</summary>
    [Personal(For, Tier.Restricted, Kept, Readers)]
    public ConcernOutcome? Outcome { get; private set; }

    /// <summary>What whoever closed it wrote besides, sealed likewise.</summary>
    [Personal(For, Tier.Secret, Kept, Readers)]
    public byte[]? SealedNote { get; private set; }
}

/// <summary>What came of a concern.</summary>
public enum ConcernOutcome
{
    /// <summary>Something was done about it.</summary>
    Acted,

    /// <summary>It was told on to others who can help, with the consent of who told it.</summary>
    ToldOn,

    /// <summary>It was looked into, and nothing had to be done.</summary>
    NothingToDo,

    /// <summary>It was not possible to look into it.</summary>
    Unclear,
}

internal sealed class PersonConcernConfiguration : IEntityTypeConfiguration<PersonConcern>
{
    public void Configure(EntityTypeBuilder<PersonConcern> builder)
    {
        builder.ToTable("PersonConcerns");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.ReaderOrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.ReporterId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(c => c.TakenById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<SupporterCircle>().WithMany().HasForeignKey(c => c.CircleId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(c => c.ClosedAt);
        builder.HasIndex(c => c.ToldAt);
    }
}
