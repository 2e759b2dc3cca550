using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Rota;

/// <summary>A week of one organisation: its people against the days.</summary>
/// <param name="Mine">The organisations that the reader organises, by name.</param>
/// <param name="First">The day it begins with.</param>
/// <param name="Zone">The zone whose days these are.</param>
public sealed record RotaWeek(OrganisationRef Organisation, IReadOnlyList<OrganisationRef> Mine, DateOnly First, TimeZoneInfo Zone, DateTimeOffset AsOf)
{
    /// <summary>Its seven days.</summary>
    public IReadOnlyList<DateOnly> Days { get; } = [.. Enumerable.Range(0, 7).Select(First.AddDays)];

    /// <summary>Members and whoever else has a place or leads that week, by name; at most <see cref="RotaQueries.MostPeople"/>.</summary>
    public required IReadOnlyList<RotaPerson> People { get; init; }

    /// <summary>Whether there are more.</summary>
    public bool HasMore { get; init; }

    /// <summary>Whether each day has a shift that has not begun: only then is there something to put people on.</summary>
    public required IReadOnlyList<bool> Planned { get; init; }

    /// <summary>How many people each day still lacks for its minimums.</summary>
    public required IReadOnlyList<int> Missing { get; init; }
}

/// <summary>One row of the grid.</summary>
/// <param name="MembershipId">Null for somebody who is no member.</param>
/// <param name="Cells">One for each day.</param>
public sealed record RotaPerson(Guid SupporterId, string Name, Guid? MembershipId, StandingDays Standing, IReadOnlyList<RotaCell> Cells);

/// <summary>One person on one day.</summary>
/// <param name="Places">What they are on, soonest first.</param>
/// <param name="IsElsewhere">Whether they have another commitment that touches the day; never where or what.</param>
/// <param name="IsStanding">Whether they are usually there on such a day.</param>
/// <param name="IsHere">Whether a stay of theirs covers the day.</param>
public sealed record RotaCell(DateOnly Day, IReadOnlyList<RotaPlace> Places, bool IsElsewhere, bool IsStanding, bool IsHere);

/// <summary>A place on a shift, or that one leads it.</summary>
/// <param name="Position">Null for somebody who leads it without a place.</param>
/// <param name="IsSure">Whether nobody's answer is waited for.</param>
public sealed record RotaPlace(Guid ShiftId, LocalText Activity, LocalText? Position, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, bool IsSure, bool Leads);

/// <summary>One person on one day, and the positions of that day's shifts they could be put on, each with what stands in the way.</summary>
public sealed record RotaDay(Guid SupporterId, string Name, OrganisationRef Organisation, DateOnly Day, IReadOnlyList<RotaChoice> Choices, DateTimeOffset AsOf);

/// <summary>A position to put somebody on.</summary>
public sealed record RotaChoice(Guid ShiftId, LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, AssignablePosition Position, AssignablePerson Person);

/// <summary>A member and the days on which they are usually there.</summary>
public sealed record StandingMember(Guid MembershipId, string Name, string Organisation, StandingDays Days);

/// <summary>Seven days as they hang on a wall: who is on what, by display name. It has no property for a point, a phone or an address.</summary>
public sealed record WallWeek(OrganisationRef Organisation, DateOnly First, IReadOnlyList<WallShift> Shifts, DateTimeOffset AsOf);

/// <summary>One shift on the wall.</summary>
public sealed record WallShift(LocalText Activity, DateTimeOffset StartsAt, DateTimeOffset EndsAt, TimeZoneInfo Zone, string? Lead, IReadOnlyList<WallPosition> Positions);

/// <summary>One position of it with the names of those who are sure to come, and how many more it needs.</summary>
public sealed record WallPosition(LocalText Name, IReadOnlyList<string> People, int Missing);
