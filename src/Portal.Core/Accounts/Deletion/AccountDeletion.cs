using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Deletion;

/// <summary>
/// That an account is to be erased. It stands until all of it is done, so that whoever is killed midway is followed by somebody who goes on:
/// first the account is closed and a last mail written, then everything goes at once, then the files beside the database are cleared.
/// </summary>
public sealed class AccountDeletion
{
    private const string Kept = "until it is done";

    /// <summary>Whose account.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>Why.</summary>
    [Personal("to do what was asked for", Tier.Restricted, Kept, Because.Oneself)]
    public required DeletionCause Cause { get; init; }

    /// <summary>Since when it is to be.</summary>
    [Personal("to do what was asked for", Tier.Restricted, Kept, Because.Oneself)]
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it is carried out; until then it can be stopped.</summary>
    [Personal("to do what was asked for", Tier.Restricted, Kept, Because.Oneself)]
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>When the account was closed and the last mail written, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When everything was erased, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>Why an account is erased.</summary>
public enum DeletionCause
{
    /// <summary>Its person asked for it.</summary>
    Asked,

    /// <summary>Nobody used it for two years, nor answered two warnings.</summary>
    Idle,

    /// <summary>Its address was never confirmed.</summary>
    Unconfirmed,
}

internal sealed class AccountDeletionConfiguration : IEntityTypeConfiguration<AccountDeletion>
{
    // No foreign key: the row outlives what it erases.
    public void Configure(EntityTypeBuilder<AccountDeletion> builder)
    {
        builder.ToTable("AccountDeletions");
        builder.HasKey(d => d.SupporterId);
        builder.HasIndex(d => d.DueAt);
    }
}
