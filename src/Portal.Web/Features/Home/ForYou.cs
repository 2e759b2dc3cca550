using Portal.Core.Bookings;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Home;

/// <summary>What the front page says to somebody we know: their next shift; where there is none, one that suits, or nothing.</summary>
public sealed record ForYou(HeldBooking? Next, ListedShift? Suggested, DateTimeOffset AsOf);
