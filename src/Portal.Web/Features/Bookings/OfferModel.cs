using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;

namespace Portal.Web.Features.Bookings;

/// <summary>The page on which somebody answers.</summary>
/// <param name="Again">What is known of a shift that was changed; null where nobody is asked again.</param>
public sealed record OfferModel(OneBooking Own, AskedAgain? Again);
