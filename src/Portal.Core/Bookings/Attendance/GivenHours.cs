using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Bookings.Attendance;

/// <summary>
/// What is left of bookings after twelve months: how many shifts and minutes somebody gave to an organisation in a month. Where, when and with
/// whom is gone; that it was given can still be certified.
/// </summary>
public sealed class GivenHours
{
    private const string Purpose = "to certify what was given";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose organisation's shifts.</summary>
    [Personal(Purpose, Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required Guid OrganisationId { get; init; }

    /// <summary>Who; null once the account is gone: then it is a number of the organisation's.</summary>
    [Personal(Purpose, Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public Guid? SupporterId { get; set; }

    /// <summary>The first day of the month.</summary>
    [Personal(Purpose, Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required DateOnly Month { get; init; }

    /// <summary>On how many shifts.</summary>
    [Personal(Purpose, Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required int Shifts { get; set; }

    /// <summary>How many minutes in all.</summary>
    [Personal(Purpose, Tier.Restricted, Because.Account, Because.OneselfAndOrganisers)]
    public required int Minutes { get; set; }
}

internal sealed class GivenHoursConfiguration : IEntityTypeConfiguration<GivenHours>
{
    public void Configure(EntityTypeBuilder<GivenHours> builder)
    {
        builder.ToTable("GivenHours");
        // Of those whose account is gone there may be several: nothing tells one from another.
        builder.HasIndex(h => new { h.SupporterId, h.OrganisationId, h.Month }).IsUnique();
        builder.HasIndex(h => new { h.OrganisationId, h.Month });
        builder.HasOne<Supporter>().WithMany().HasForeignKey(h => h.SupporterId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(h => h.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
