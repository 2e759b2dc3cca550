using static Portal.Core.Bookings.BookingState;

namespace Portal.Core.Bookings;

/// <summary>The one table of allowed changes, and which states hold a place.</summary>
public static class BookingStates
{
    private static readonly Dictionary<BookingState, BookingState[]> Next = new()
    {
        [Requested] = [Confirmed, Offered, Waitlisted, Declined, Expired, CancelledByVolunteer, CancelledByOrganiser],
        [Waitlisted] = [Offered, Requested, Confirmed, CancelledByVolunteer, CancelledByOrganiser, Expired],
        [Offered] = [Requested, Confirmed, Declined, Waitlisted, Expired, CancelledByVolunteer, CancelledByOrganiser],
        [Confirmed] = [Requested, SeekingCover, CheckedIn, NoShow, Excused, Offered, Waitlisted, CancelledByVolunteer, CancelledByOrganiser],
        [SeekingCover] = [Confirmed, CheckedIn, NoShow, Excused, CancelledByVolunteer, CancelledByOrganiser],
        [CheckedIn] = [Confirmed, Completed, NoShow],
        [Completed] = [CheckedIn],
        [NoShow] = [CheckedIn, Excused, Confirmed],
        [Excused] = [CheckedIn, NoShow, Confirmed],
        [CancelledByVolunteer] = [],
        [CancelledByOrganiser] = [Offered, Waitlisted],
        [Declined] = [],
        [Expired] = [],
    };

    /// <summary>The states that hold a place, and so count in <c>Held</c>.</summary>
    public static IReadOnlyList<BookingState> Holding { get; } = [Requested, Offered, Confirmed, SeekingCover, CheckedIn, Completed];

    /// <summary>The states in which somebody has the place for sure and is to come, or is there.</summary>
    public static IReadOnlyList<BookingState> Sure { get; } = [Confirmed, SeekingCover, CheckedIn];

    /// <summary>The states of which a supporter has at most one per shift.</summary>
    public static IReadOnlyList<BookingState> Live { get; } = [Requested, Waitlisted, Offered, Confirmed, SeekingCover, CheckedIn, Completed, NoShow, Excused];

    /// <summary>Whether a booking may go from one state to another.</summary>
    public static bool Allows(BookingState from, BookingState to) => Next[from].Contains(to);

    /// <summary>Whether its owner may give it back at a moment: until the shift starts.</summary>
    public static bool MayGiveBack(this BookingState state, DateTimeOffset startsAt, DateTimeOffset now) => Allows(state, CancelledByVolunteer) && startsAt > now;

    /// <summary>Whether a booking in this state holds a place.</summary>
    public static bool HoldsPlace(this BookingState state) => Holding.Contains(state);
}
