using Portal.Core.Organisations;

namespace Portal.Core.Bookings.Attendance;

/// <summary>What somebody who opened the code on site reads, or how checking oneself in ended.</summary>
/// <param name="Result">Where it stands.</param>
/// <param name="Shift">The shift; null where the code is none.</param>
public sealed record SelfCheckInOutcome(SelfCheckInResult Result, CodedShift? Shift);

/// <summary>The shift of a code, as whoever stands there may know it.</summary>
public sealed record CodedShift(Guid Id, OrganisationRef Organisation, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone)
{
    /// <summary>What the person is in it; null without a place.</summary>
    public LocalText? Position { get; init; }

    /// <summary>When the person was checked in, or null.</summary>
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>From when the code is good.</summary>
    public DateTimeOffset OpensAt => StartsAt - SelfCheckIn.OpensBefore;

    /// <summary>The moment it was read.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Where checking oneself in stands.</summary>
public enum SelfCheckInResult
{
    /// <summary>It can be done now.</summary>
    Open,

    /// <summary>Done, now or before.</summary>
    Done,

    /// <summary>It opens half an hour before the start.</summary>
    TooEarly,

    /// <summary>The shift is over: the lead can still do it.</summary>
    TooLate,

    /// <summary>The shift was called off.</summary>
    CalledOff,

    /// <summary>The person's booking waits for an answer, or for a place.</summary>
    NotConfirmed,

    /// <summary>The lead noted that the person is not there.</summary>
    TakenForAbsent,

    /// <summary>The person has no place on this shift.</summary>
    NoPlace,

    /// <summary>There is no such code, or another one took its place.</summary>
    WrongCode,
}
