namespace Portal.Core.Bookings;

/// <summary>What came of giving a place back.</summary>
/// <param name="ShiftId">The shift; null when the booking is not this person's.</param>
/// <param name="Told">The display name of the lead who is told, or null when the organisers are, or nobody needs to be.</param>
public sealed record CancelOutcome(CancelResult Result, Guid? ShiftId = null, string? Told = null);

/// <summary>How giving a place back ended.</summary>
public enum CancelResult
{
    /// <summary>Given back in good time.</summary>
    Cancelled,

    /// <summary>After the deadline: the person looks for cover; the lead or the organisers are told.</summary>
    CancelledLate,

    /// <summary>The place is offered to everyone who may take it, and stays the person's until somebody does.</summary>
    Offered,

    /// <summary>Only a place that is sure can be offered to others; nothing changed.</summary>
    NothingToOffer,

    /// <summary>The person waits no longer.</summary>
    LeftLine,

    /// <summary>It had been given back, or taken back, before.</summary>
    AlreadyOver,

    /// <summary>The shift has begun; the lead settles it.</summary>
    AlreadyStarted,

    /// <summary>This person has no such booking.</summary>
    NotFound,
}
