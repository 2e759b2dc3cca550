using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>That something was tried which is slowed down when it is tried again and again. Kept for a day.</summary>
public sealed class Attempt
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>What was tried.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required AttemptKind Kind { get; init; }

    /// <summary>For whom, as a keyed hash: it is the same whether or not the address has an account.</summary>
    [Personal("to slow down guessing", Tier.Restricted, "1 day", Because.Nobody)]
    public required byte[] Subject { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset At { get; init; }
}

/// <summary>What is slowed down.</summary>
public enum AttemptKind
{
    /// <summary>A mail about an account was asked for.</summary>
    AccountMail,

    /// <summary>A password was tried and not found right yet.</summary>
    SignIn,

    /// <summary>A code of the second step was tried and not found right yet.</summary>
    Code,

    /// <summary>A meeting point was opened.</summary>
    Point,

    /// <summary>Work that was done for an open form was used.</summary>
    Work,
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.ToTable("Attempts");
        builder.Property(a => a.Subject).HasMaxLength(32);
        builder.HasIndex(a => new { a.Kind, a.Subject, a.At });
        builder.HasIndex(a => a.At);
    }
}
