using Portal.Core.Privacy;

namespace Portal.Core.Bookings;

/// <summary>What came of a form that was posted under a key, so that a double click or a retry gets the same answer. Refusals are stored too.</summary>
public sealed class FormOutcome
{
    /// <summary>Whose form.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>The form's key.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Key { get; init; }

    /// <summary>The booking, if one was made.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? BookingId { get; init; }

    /// <summary>The whole answer as JSON.</summary>
    [Personal("to answer a repeated form alike", Tier.Restricted, "1 day", Because.Oneself)]
    public required string Answer { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset At { get; init; }
}
