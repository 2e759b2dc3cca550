using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;

namespace Portal.Web.Features.Bookings;

/// <summary>The reader's hours in a period, made for printing.</summary>
/// <param name="Name">The reader's display name.</param>
/// <param name="All">What can be chosen from: all organisations of the period.</param>
/// <param name="Chosen">The address name of the one that was chosen, or null.</param>
/// <param name="Coalition">Who issues it.</param>
public sealed record CertificateModel(string Name, Period Period, IReadOnlyList<OrganisationHours> All, string? Chosen, string Coalition, DateOnly Today)
{
    /// <summary>What it certifies.</summary>
    public IReadOnlyList<OrganisationHours> Lines { get; } = Chosen is null ? All : [.. All.Where(line => line.Organisation.Slug == Chosen)];

    /// <summary>All of it together.</summary>
    public TimeSpan Total => Lines.Aggregate(TimeSpan.Zero, (sum, line) => sum + line.Time);

    /// <summary>On how many shifts.</summary>
    public int Shifts => Lines.Sum(line => line.Shifts);
}
