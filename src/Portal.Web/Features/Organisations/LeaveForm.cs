namespace Portal.Web.Features.Organisations;

/// <summary>Leaves an organisation.</summary>
public sealed class LeaveForm
{
    /// <summary>The bookings that need the membership, as they were seen.</summary>
    public List<Guid> Seen { get; set; } = [];

    /// <summary>Whether they are given back; null where nothing was chosen.</summary>
    public bool? TakesBack { get; set; }
}
