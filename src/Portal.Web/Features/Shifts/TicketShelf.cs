using Portal.Core.Bookings;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Shifts;

/// <summary>Tickets that were drawn, each kept for as long as the very shift it shows stands in the shared snapshot.</summary>
public sealed class TicketShelf : Shelf<ComingShift, TicketLook>;

/// <summary>All that makes two tickets of the same shift differ; the numbers of places are the shift's own.</summary>
/// <param name="Language">The culture of the words.</param>
/// <param name="Zone">The zone its times are told in.</param>
/// <param name="Today">The reader's day there: tonight is tonight for one day.</param>
/// <param name="Opens">From when it may be booked, as words; null for now.</param>
/// <param name="Mine">The reader's booking on it.</param>
/// <param name="Act">The key of the button's words.</param>
/// <param name="WithDay">Whether it says its day.</param>
public readonly record struct TicketLook(string Language, string Zone, DateOnly Today, string? Opens, BookingState? Mine, string Act, bool WithDay);
