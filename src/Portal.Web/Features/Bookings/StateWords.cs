using Portal.Core.Bookings;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Bookings;

/// <summary>What a booking's state is called, as a key of the resources.</summary>
public static class StateWords
{
    /// <summary>Nobody checks in to a task: what its lead notes is that it is done.</summary>
    public static string KeyOf(BookingState state, DateTimeOffset startsAt, DateTimeOffset endsAt) =>
        $"Bookings.State.{(state == BookingState.CheckedIn && RemoteTask.Is(startsAt, endsAt) ? BookingState.Completed : state)}";
}
