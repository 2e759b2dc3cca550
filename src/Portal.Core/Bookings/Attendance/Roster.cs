using Portal.Core.Bookings.Parties;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Who comes to a shift, for its lead and the organisers.</summary>
public sealed record Roster(Guid ShiftId, OrganisationRef Organisation, LocalText Activity, ShiftStatus Status)
{
    /// <summary>The public area; null for remote work.</summary>
    public AreaRef? Area { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether it is a task: people tell of what they did, and nobody stands at a door.</summary>
    public bool IsTask => RemoteTask.Is(StartsAt, EndsAt);

    /// <summary>The zone in which its times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The lead's display name, or null.</summary>
    public string? Lead { get; init; }

    /// <summary>Whether people can be checked in now.</summary>
    public required bool CheckInOpen { get; init; }

    /// <summary>From when people can be checked in.</summary>
    public required DateTimeOffset CheckInOpensAt { get; init; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset CheckInClosesAt { get; init; }

    /// <summary>The secret by which people check themselves in on site; for those who run the shift.</summary>
    public required string CheckInCode { get; init; }

    /// <summary>Whether what is noted can be corrected now: from two hours before the start until a week after the end.</summary>
    public bool CanCorrect => CheckInOpen;

    /// <summary>Whether the shift can be completed, or opened again, now.</summary>
    public bool CanComplete => Status == ShiftStatus.Published && AsOf >= StartsAt && AsOf <= CheckInClosesAt;

    /// <summary>The positions in order, with their people.</summary>
    public required IReadOnlyList<RosterPosition> Positions { get; init; }

    /// <summary>The moment everything is computed from.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>A position of the roster.</summary>
public sealed record RosterPosition(ComingPosition Position, IReadOnlyList<RosterEntry> People, IReadOnlyList<RosterWalkIn> WalkIns)
{
    /// <summary>What groups hold of it and nobody has claimed yet.</summary>
    public IReadOnlyList<HeldForParty> Groups { get; init; } = [];

    /// <summary>By how many people there are more than places; 0 where all fit.</summary>
    public int Overbooked => Math.Max(0, Position.Held - Position.Capacity);
}

/// <summary>A walk-in of the roster.</summary>
/// <param name="Name">Null once the name was erased.</param>
public sealed record RosterWalkIn(Guid Id, string? Name);

/// <summary>One person of the roster.</summary>
/// <param name="First">Whether nobody has checked this person in at this organisation yet.</param>
public sealed record RosterEntry(Guid BookingId, string Name, BookingState State, DateTimeOffset? CheckedInAt, bool First, IReadOnlyList<string> Languages)
{
    /// <summary>How many minutes count, where that is not the whole shift.</summary>
    public int? Minutes { get; init; }

    /// <summary>The lead's note, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Whether this person has no working e-mail address.</summary>
    public bool NoAddress { get; init; }

    /// <summary>Whether a reminder of this booking did not arrive.</summary>
    public bool ReminderLost { get; init; }
}
