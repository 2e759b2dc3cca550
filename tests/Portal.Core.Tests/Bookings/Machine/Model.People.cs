using Portal.Core.Bookings;

namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>Who there is, and what each of them stands for.</summary>
internal sealed partial class Model
{
    private sealed class Person
    {
        public BookingState? State { get; private set; }

        public List<Group> Groups { get; } = [];

        public int BeganAt { get; private set; }

        public int ChangedAt { get; private set; }

        public int Lapsed { get; set; }

        public DateTimeOffset? AnswerBy { get; set; }

        public bool Holds => State is { } state && Holding.Contains(state);

        public bool IsLive => Holds || State == BookingState.Waitlisted;

        public void Begin(BookingState state, int turn)
        {
            (BeganAt, Lapsed, AnswerBy) = (turn, 0, null);
            Turn(state, turn);
        }

        public void Turn(BookingState state, int turn) => (State, ChangedAt) = (state, turn);
    }

    private sealed class Group(int madeAt)
    {
        public int MadeAt => madeAt;

        public int? ClaimedAt { get; set; }

        public bool IsFreed { get; set; }

        public bool IsDissolved { get; set; }

        public bool IsUnclaimed => ClaimedAt is null && !IsFreed;
    }
}
