using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>One person's shifts.</summary>
/// <param name="Upcoming">Live bookings on shifts that are not over, soonest first.</param>
/// <param name="Past">Everything else, latest first: what was done, and what was called off.</param>
/// <param name="Total">The time of the shifts one was checked in on: elapsed, or what the lead said.</param>
/// <param name="AsOf">The moment everything is computed from.</param>
public sealed record MyShifts(IReadOnlyList<MyBooking> Upcoming, IReadOnlyList<MyBooking> Past, TimeSpan Total, DateTimeOffset AsOf)
{
    /// <summary>The same time by organisation, the most first.</summary>
    public required IReadOnlyList<OrganisationTime> ByOrganisation { get; init; }

    /// <summary>Bookings of others, who offer their place to this person.</summary>
    public required IReadOnlyList<MyBooking> Handed { get; init; }

    /// <summary>The published shifts that this person leads and that are not over, soonest first, with or without a place of their own.</summary>
    public required IReadOnlyList<LedShift> Leading { get; init; }
}

/// <summary>A shift that one leads.</summary>
public sealed record LedShift(Guid ShiftId, OrganisationRef Organisation, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone);

/// <summary>One of one's own bookings.</summary>
/// <param name="Lead">Who leads the shift, by display name, or null.</param>
/// <param name="AsOf">The moment it was read.</param>
public sealed record OneBooking(MyBooking Booking, string? Lead, DateTimeOffset AsOf);

/// <summary>Time given to one organisation.</summary>
public sealed record OrganisationTime(OrganisationRef Organisation, TimeSpan Time);

/// <summary>One's own booking with its shift.</summary>
public sealed record MyBooking(Guid Id, Guid ShiftId, BookingState State, OrganisationRef Organisation, LocalText Activity, LocalText Position)
{
    /// <summary>The public area; null for remote work.</summary>
    public AreaRef? Area { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Whether its site was closed and this person has not opened a page that says so.</summary>
    public bool HasNews { get; init; }

    /// <summary>Where the shift stands.</summary>
    public required ShiftStatus ShiftStatus { get; init; }

    /// <summary>Until when the place can be given back without anyone being told.</summary>
    public required DateTimeOffset CancelUntil { get; init; }

    /// <summary>From when the meeting point can be read; null for remote work or where none is stored.</summary>
    public DateTimeOffset? PointOpensAt { get; init; }

    /// <summary>The organisation's duty phone; null unless the place is confirmed.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>Until when an answer is waited for, or null.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Whether the person is asked to confirm again, because the shift changed.</summary>
    public bool IsAskedAgain { get; init; }

    /// <summary>Whether the person waits and there is a place to take now.</summary>
    public bool CanTake { get; init; }

    /// <summary>Whether this person leads the shift.</summary>
    public bool Leads { get; init; }

    /// <summary>When the holder offered the place to somebody they know; null where they did not.</summary>
    public DateTimeOffset? HandedAt { get; init; }

    /// <summary>How many minutes count, where the lead said so; null for the whole shift.</summary>
    public int? Minutes { get; init; }

    /// <summary>The time that counts for whoever was there.</summary>
    public TimeSpan Time => Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : EndsAt - StartsAt;
}
