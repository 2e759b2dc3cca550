using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.Appointments;

/// <summary>
/// An invitation to organise for an organisation, which one person takes within <see cref="Waits"/>. Nobody is made an organiser without
/// their yes. It names nobody where nobody has the address that was typed, and is otherwise the same: an account is nobody else's business.
/// </summary>
public sealed class OrganiserInvitation
{
    /// <summary>So long it can be taken.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(7);

    /// <summary>So long after its end it is kept; the record keeps what came of it.</summary>
    public static readonly TimeSpan KeptAfter = TimeSpan.FromDays(30);

    private const string Kept = "30 days after its end";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>For which organisation.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>Who is invited; null where nobody has the address.</summary>
    [Personal("so that nobody organises without saying yes", Tier.Restricted, Kept, "oneself")]
    public Guid? SupporterId { get; init; }

    /// <summary>Who invites.</summary>
    [Personal("so that whoever is invited knows by whom", Tier.Restricted, Kept, "whoever is invited, administrators, organisers")]
    public required Guid InvitedById { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>Until when it can be taken.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was answered or withdrawn; null as long as it is open.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What came of it; null as long as it is open.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public InvitationAnswer? Answer { get; private set; }
}

/// <summary>What came of an invitation.</summary>
public enum InvitationAnswer
{
    /// <summary>Whoever was invited organises.</summary>
    Accepted,

    /// <summary>They would rather not.</summary>
    Declined,

    /// <summary>It was taken back, or another one was taken.</summary>
    Withdrawn,
}

internal sealed class OrganiserInvitationConfiguration : IEntityTypeConfiguration<OrganiserInvitation>
{
    public void Configure(EntityTypeBuilder<OrganiserInvitation> builder)
    {
        builder.ToTable("OrganiserInvitations");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(i => i.SupporterId);
        builder.HasIndex(i => i.ExpiresAt);
    }
}
