using Microsoft.Extensions.Time.Testing;
using Portal.Core.Bookings;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

public sealed class BookingStatesTests
{
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Requested"] = "Confirmed Offered Waitlisted Declined Expired CancelledByVolunteer CancelledByOrganiser",
        ["Waitlisted"] = "Offered Requested Confirmed Expired CancelledByVolunteer CancelledByOrganiser",
        ["Offered"] = "Requested Confirmed Declined Waitlisted Expired CancelledByVolunteer CancelledByOrganiser",
        ["Confirmed"] = "Requested SeekingCover CheckedIn NoShow Excused Offered Waitlisted CancelledByVolunteer CancelledByOrganiser",
        ["SeekingCover"] = "Confirmed CheckedIn NoShow Excused CancelledByVolunteer CancelledByOrganiser",
        ["CheckedIn"] = "Confirmed Completed NoShow",
        ["Completed"] = "CheckedIn",
        ["NoShow"] = "CheckedIn Excused Confirmed",
        ["Excused"] = "CheckedIn NoShow Confirmed",
        ["CancelledByVolunteer"] = "",
        ["CancelledByOrganiser"] = "Offered Waitlisted",
        ["Declined"] = "",
        ["Expired"] = "",
    };

    public static TheoryData<BookingState, BookingState> Pairs()
    {
        var states = Enum.GetValues<BookingState>();
        return new TheoryData<BookingState, BookingState>(states.SelectMany(from => states.Select(to => (from, to))));
    }

    [Theory, MemberData(nameof(Pairs), DisableDiscoveryEnumeration = true)]
    public void A_booking_changes_as_the_table_says_and_records_it(BookingState from, BookingState to)
    {
        var allowed = Allowed[from.ToString()].Split(' ').Contains(to.ToString());
        var clock = new FakeTimeProvider(TestPortal.Begin);
        var position = new Position { Id = Ids.New(clock), ShiftId = Ids.New(clock), Name = LocalText.Of("Driver"), Minimum = 1, Capacity = 2 };
        var booking = Booking.Create(clock, Ids.New(clock), position, from, Ids.New(clock));
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(allowed, booking.TryChange(to, actorId: null, clock, "why"));

        Assert.Equal(allowed ? to : from, booking.State);
        Assert.Equal(allowed ? 1 : 0, booking.Version);
        Assert.Equal(allowed ? clock.GetUtcNow() : TestPortal.Begin, booking.ChangedAt);
        Assert.Equal(allowed ? [(null, from), (from, to)] : [((BookingState?)null, from)], booking.History.Select(change => (change.From, change.To)));
    }

    [Fact]
    public void What_holds_a_place_is_live_and_what_is_over_is_not()
    {
        Assert.Empty(BookingStates.Holding.Except(BookingStates.Live));
        // What was called off may be put back, and is over until then.
        Assert.Equal(
            "CancelledByVolunteer CancelledByOrganiser Declined Expired",
            string.Join(' ', Enum.GetValues<BookingState>().Except(BookingStates.Live)));
        Assert.All(BookingStates.Live, state => Assert.NotEmpty(Allowed[state.ToString()]));
        Assert.Equal(
            "Requested Offered Confirmed SeekingCover CheckedIn Completed",
            string.Join(' ', Enum.GetValues<BookingState>().Where(state => state.HoldsPlace())));
    }
}
