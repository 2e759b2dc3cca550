using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Rules;

/// <summary>The one place that knows who may book what. Pure: it reads no database and no clock.</summary>
public static class Eligibility
{
    /// <summary>How many days the first bookings of somebody new may span, until the first check-in.</summary>
    public const int NewcomersDays = 3;

    /// <summary>What an organiser may set aside for a person, with a reason. Never an overlap, and never the number of places.</summary>
    public static IReadOnlySet<ObstacleKind> Overridable { get; } = new HashSet<ObstacleKind>
    {
        ObstacleKind.MembershipNeeded, ObstacleKind.InvitationNeeded, ObstacleKind.QualificationMissing, ObstacleKind.QualificationExpires,
        ObstacleKind.LanguageNeeded, ObstacleKind.OutsideStay, ObstacleKind.StayTooShort, ObstacleKind.TooClose, ObstacleKind.TooLittleRest, ObstacleKind.Newcomer,
    };

    /// <summary>All reasons that stand in the way, in the order they are shown; an empty list means bookable.</summary>
    public static IReadOnlyList<Obstacle> Check(Person? person, PositionFacts position, DateTimeOffset now)
    {
        // A list of shifts asks this for every position on it: what is bookable costs one empty list.
        var found = new List<Obstacle>();
        Account(person, found);
        Opening(position, now, found);
        Already(person, position, found);
        Membership(person, position, found);
        Qualifications(person, position, found);
        Language(person, position, found);
        Staying(person, position, found);
        Time(person, position, found);
        Newcomer(person, position, found);
        Places(position, found);
        return found;
    }

    /// <summary>
    /// What stands in the way of a place that is counted already, because somebody gives it: all but that the shift is full, and that one
    /// waits for a place on it.
    /// </summary>
    public static IReadOnlyList<Obstacle> ForGiven(Person? person, PositionFacts position, DateTimeOffset now) =>
        [.. Check(person, position, now).Where(o => o.Kind != ObstacleKind.Full && !o.IsOwnLine)];

    /// <summary>Whether none of the languages of a position is spoken, where that is no obstacle but good to know.</summary>
    public static bool WarnsOfLanguage(Person? person, PositionFacts position) =>
        person is not null && !position.IsInterpreter && !SpeaksOne(person, position);

    private static void Account(Person? person, List<Obstacle> found)
    {
        if (person is null)
        {
            found.Add(new(ObstacleKind.NotSignedIn));
            return;
        }

        if (!person.AddressConfirmed)
        {
            found.Add(new(ObstacleKind.AddressNotConfirmed));
        }

        if (person.Suspended)
        {
            found.Add(new(ObstacleKind.Suspended));
        }
    }

    private static void Opening(PositionFacts position, DateTimeOffset now, List<Obstacle> found)
    {
        if (position.Status == ShiftStatus.Cancelled)
        {
            found.Add(new(ObstacleKind.ShiftCancelled));
        }
        else if (position.Status == ShiftStatus.Draft || position.BookableUntil is null)
        {
            found.Add(new(ObstacleKind.NotPublished));
        }

        if (position.StartsAt <= now || position.BookableUntil <= now)
        {
            found.Add(new(ObstacleKind.AlreadyStarted));
        }

        if (position.BookingOpensAt > now)
        {
            found.Add(new(ObstacleKind.NotOpenYet) { At = position.BookingOpensAt });
        }
    }

    private static void Already(Person? person, PositionFacts position, List<Obstacle> found)
    {
        if (person?.BookingOn(position.ShiftId) is { } booking)
        {
            found.Add(new(ObstacleKind.AlreadyBooked) { With = booking });
        }
    }

    /// <summary>A shift for members asks for a membership in force, and so may an organisation for all its shifts on site; one for invited people is assigned by its organisers.</summary>
    private static void Membership(Person? person, PositionFacts position, List<Obstacle> found)
    {
        var organisation = position.Organisation;
        var asks = position.Visibility == Visibility.Members || (position.Rules.AsksForMembership && position.SiteId is not null);
        if (asks && person?.IsMemberOf(organisation.Id) != true)
        {
            var pending = person?.Memberships.Any(m => m.OrganisationId == organisation.Id) == true;
            found.Add(new(ObstacleKind.MembershipNeeded) { Organisation = organisation, Pending = pending });
        }

        // Who is kept apart from somebody on the shift reads what everybody reads who may not choose it: nothing tells of whom, or that it is so.
        var apart = IsKeptApart(person, position);
        if (apart || (position.Visibility == Visibility.Invited && person?.Organises(organisation.Id) != true))
        {
            found.Add(new(ObstacleKind.InvitationNeeded) { Organisation = organisation, IsApart = apart });
        }
    }

    /// <summary>Whoever has a place on the shift keeps it: only new ones are hindered.</summary>
    private static bool IsKeptApart(Person? person, PositionFacts position) =>
        person is { ApartOn.Count: > 0 } && person.ApartOn.Contains(position.ShiftId) && person.BookingOn(position.ShiftId)?.State.HoldsPlace() != true;

    /// <summary>Each kind must be held, and last until the day on which the shift ends.</summary>
    private static void Qualifications(Person? person, PositionFacts position, List<Obstacle> found)
    {
        var lastDay = LastDayOf(position);
        foreach (var kind in position.Qualifications)
        {
            var held = (person?.Qualifications ?? []).Where(q => q.KindId == kind).ToList();
            if (held.Count == 0)
            {
                found.Add(new(ObstacleKind.QualificationMissing) { Qualification = kind, Organisation = position.Organisation });
            }
            else if (held.TrueForAll(q => q.LastDay < lastDay))
            {
                found.Add(new(ObstacleKind.QualificationExpires) { Qualification = kind, Organisation = position.Organisation, Day = held.Max(q => q.LastDay) });
            }
        }
    }

    private static void Language(Person? person, PositionFacts position, List<Obstacle> found)
    {
        if (position.IsInterpreter && person is not null && !SpeaksOne(person, position))
        {
            found.Add(new(ObstacleKind.LanguageNeeded) { Languages = position.Languages });
        }
    }

    private static void Staying(Person? person, PositionFacts position, List<Obstacle> found)
    {
        if (person is null || position.SiteId is null || !position.Rules.AsksForStays)
        {
            return;
        }

        var (first, last) = (WallTime.DayOf(position.StartsAt, position.Zone), LastDayOf(position));
        var around = person.Stays.Where(s => s.FirstDay <= first && last <= s.LastDay).ToList();
        if (around.Count == 0)
        {
            found.Add(new(ObstacleKind.OutsideStay) { Day = first, Organisation = position.Organisation });
        }
        else if (around.TrueForAll(s => s.Days < position.Rules.MinimumStayDays))
        {
            found.Add(new(ObstacleKind.StayTooShort) { Days = position.Rules.MinimumStayDays, Organisation = position.Organisation });
        }
    }

    /// <summary>One shift may begin in the very moment another ends; then there is the way, and rest. Tasks are in no shift's way.</summary>
    private static void Time(Person? person, PositionFacts position, List<Obstacle> found)
    {
        if (person is null || person.Bookings.Count + person.Lately.Count == 0 || RemoteTask.Is(position.StartsAt, position.EndsAt))
        {
            return;
        }

        var others = person.Bookings.Concat(person.Lately).Where(b => b.ShiftId != position.ShiftId && b.State.HoldsPlace() && !RemoteTask.Is(b.StartsAt, b.EndsAt)).OrderBy(b => b.StartsAt).ToList();
        found.AddRange(others.Where(b => RemoteTask.Collide((b.StartsAt, b.EndsAt), (position.StartsAt, position.EndsAt))).Select(b => new Obstacle(ObstacleKind.Overlaps) { With = b }));
        found.AddRange(RestRule.Check(position, others));
    }

    /// <summary>Somebody new books for a few days with one organisation, until the first check-in: places that nobody fills help nobody.</summary>
    private static void Newcomer(Person? person, PositionFacts position, List<Obstacle> found)
    {
        if (person is null || person.HasAttended || position.SiteId is null || IsRelied(person, position.Organisation.Id))
        {
            return;
        }

        var open = person.Bookings.Where(b => b.ShiftId != position.ShiftId && b.SiteId is not null && b.State.HoldsPlace()).ToList();
        var days = open.Select(b => b.StartsAt).Append(position.StartsAt).Select(at => WallTime.DayOf(at, position.Zone).DayNumber).ToList();
        if (open.Exists(b => b.OrganisationId != position.Organisation.Id) || days.Max() - days.Min() >= NewcomersDays)
        {
            found.Add(new(ObstacleKind.Newcomer) { Days = NewcomersDays, With = open.MinBy(b => b.StartsAt) });
        }
    }

    private static void Places(PositionFacts position, List<Obstacle> found)
    {
        if (position.Held + position.Reserved - position.Seeking >= position.Capacity)
        {
            found.Add(new(ObstacleKind.Full));
        }
    }

    private static bool IsRelied(Person person, Guid organisationId) =>
        person.Memberships.Any(m => m.OrganisationId == organisationId && m.State == Organisations.MembershipState.Active && m.Role != Organisations.MembershipRole.Volunteer);

    private static bool SpeaksOne(Person person, PositionFacts position) =>
        position.Languages.Count == 0 || position.Languages.Any(person.Speaks.Contains);

    private static DateOnly LastDayOf(PositionFacts position) => WallTime.DayOf(position.EndsAt.AddTicks(-1), position.Zone);
}
