using Portal.Core.Bookings;
using Portal.Core.Shifts;
using Portal.Web.Features.Actions;

namespace Portal.Web.Features.Home;

/// <summary>What the front page says to somebody we know: their next shift; where there is none, one thing that suits, or nothing.</summary>
public sealed record ForYou(HeldBooking? Next, ListedShift? Suggested, DateTimeOffset AsOf)
{
    /// <summary>Something to do from anywhere, for whoever said they would rather speak up, and where no shift suits; or null.</summary>
    public ActionTile? Action { get; init; }
}
