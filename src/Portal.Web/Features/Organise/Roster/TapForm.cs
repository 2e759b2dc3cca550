using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>A check-in; from the page's script with its own id and time, because it may come late and more than once.</summary>
public sealed class TapForm
{
    /// <summary>The id that the phone chose.</summary>
    public Guid? TapId { get; set; }

    /// <summary>When somebody tapped, by the phone's clock.</summary>
    public DateTimeOffset? TappedAt { get; set; }

    /// <summary>Also where that is one more than there are places.</summary>
    public bool Anyway { get; set; }

    /// <summary>The tap, where the script made one.</summary>
    public Tap? ToTap() => TapId is { } id && TappedAt is { } at ? new(id, at) : null;
}
