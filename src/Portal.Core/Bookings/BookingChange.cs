using Portal.Core.Privacy;

namespace Portal.Core.Bookings;

/// <summary>One change of a booking: who, when, from, to, why.</summary>
public sealed class BookingChange
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int WhyLength = 500;

    private BookingChange()
    {
    }

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid Id { get; private init; }

    /// <summary>The booking.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid BookingId { get; private init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset At { get; private init; }

    /// <summary>Who changed it; null for the portal itself.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public Guid? ActorId { get; private init; }

    /// <summary>From which state; null for the first.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public BookingState? From { get; private init; }

    /// <summary>To which state.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public BookingState To { get; private init; }

    /// <summary>Why, where somebody said so.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public string? Why { get; private init; }

    internal static BookingChange Record(TimeProvider clock, Guid bookingId, Guid? actorId, BookingState? from, BookingState to, string? why) => new()
    {
        Id = Ids.New(clock),
        BookingId = bookingId,
        At = clock.GetUtcNow(),
        ActorId = actorId,
        From = from,
        To = to,
        Why = why,
    };
}
