using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>The one place that knows who may book what. Pure: it reads no database and no clock.</summary>
public static class Eligibility
{
    /// <summary>How many days the first bookings of somebody new may span, until the first check-in.</summary>
    public const int NewcomersDays = 3;

    private static readonly IReadOnlyList<Func<Person?, PositionFacts, DateTimeOffset, IEnumerable<Obstacle>>> Rules =
        [Account, Opening, Already, Membership, Qualifications, Language, Staying, Overlap, Rest, Newcomer, Places];

    /// <summary>What an organiser may set aside for a person, with a reason. Never an overlap, and never the number of places.</summary>
    public static IReadOnlySet<ObstacleKind> Overridable { get; } = new HashSet<ObstacleKind>
    {
        ObstacleKind.MembershipNeeded, ObstacleKind.InvitationNeeded, ObstacleKind.QualificationMissing, ObstacleKind.QualificationExpires,
        ObstacleKind.LanguageNeeded, ObstacleKind.OutsideStay, ObstacleKind.StayTooShort, ObstacleKind.TooClose, ObstacleKind.TooLittleRest, ObstacleKind.Newcomer,
    };

    /// <summary>All reasons that stand in the way, in the order they are shown; an empty list means bookable.</summary>
    public static IReadOnlyList<Obstacle> Check(Person? person, PositionFacts position, DateTimeOffset now) =>
        [.. Rules.SelectMany(rule => rule(person, position, now))];

    /// <summary>Whether none of the languages of a position is spoken, where that is no obstacle but good to know.</summary>
    public static bool WarnsOfLanguage(Person? person, PositionFacts position) =>
        person is not null && !position.IsInterpreter && !SpeaksOne(person, position);

    private static IEnumerable<Obstacle> Account(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (person is null)
        {
            yield return new(ObstacleKind.NotSignedIn);
            yield break;
        }

        if (!person.AddressConfirmed)
        {
            yield return new(ObstacleKind.AddressNotConfirmed);
        }

        if (person.Suspended)
        {
            yield return new(ObstacleKind.Suspended);
        }
    }

    private static IEnumerable<Obstacle> Opening(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (position.Status == ShiftStatus.Cancelled)
        {
            yield return new(ObstacleKind.ShiftCancelled);
        }
        else if (position.Status == ShiftStatus.Draft || position.BookableUntil is null)
        {
            yield return new(ObstacleKind.NotPublished);
        }

        if (position.StartsAt <= now || position.BookableUntil <= now)
        {
            yield return new(ObstacleKind.AlreadyStarted);
        }

        if (position.BookingOpensAt > now)
        {
            yield return new(ObstacleKind.NotOpenYet) { At = position.BookingOpensAt };
        }
    }

    private static IEnumerable<Obstacle> Already(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (person?.BookingOn(position.ShiftId) is { } booking)
        {
            yield return new(ObstacleKind.AlreadyBooked) { With = booking };
        }
    }

    /// <summary>A shift for members asks for a membership in force, and so may an organisation for all its shifts on site; one for invited people is assigned by its organisers.</summary>
    private static IEnumerable<Obstacle> Membership(Person? person, PositionFacts position, DateTimeOffset now)
    {
        var organisation = position.Organisation;
        var asks = position.Visibility == Visibility.Members || (position.Rules.AsksForMembership && position.SiteId is not null);
        if (asks && person?.IsMemberOf(organisation.Id) != true)
        {
            var pending = person?.Memberships.Any(m => m.OrganisationId == organisation.Id) == true;
            yield return new(ObstacleKind.MembershipNeeded) { Organisation = organisation, Pending = pending };
        }

        if (position.Visibility == Visibility.Invited && person?.Organises(organisation.Id) != true)
        {
            yield return new(ObstacleKind.InvitationNeeded) { Organisation = organisation };
        }
    }

    /// <summary>Each kind must be held, and last until the day on which the shift ends.</summary>
    private static IEnumerable<Obstacle> Qualifications(Person? person, PositionFacts position, DateTimeOffset now)
    {
        var lastDay = LastDayOf(position);
        foreach (var kind in position.Qualifications)
        {
            var held = (person?.Qualifications ?? []).Where(q => q.KindId == kind).ToList();
            if (held.Count == 0)
            {
                yield return new(ObstacleKind.QualificationMissing) { Qualification = kind, Organisation = position.Organisation };
            }
            else if (held.TrueForAll(q => q.LastDay < lastDay))
            {
                yield return new(ObstacleKind.QualificationExpires) { Qualification = kind, Organisation = position.Organisation, Day = held.Max(q => q.LastDay) };
            }
        }
    }

    private static IEnumerable<Obstacle> Language(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (position.IsInterpreter && person is not null && !SpeaksOne(person, position))
        {
            yield return new(ObstacleKind.LanguageNeeded) { Languages = position.Languages };
        }
    }

    private static IEnumerable<Obstacle> Staying(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (person is null || position.SiteId is null || !position.Rules.AsksForStays)
        {
            yield break;
        }

        var (first, last) = (WallTime.DayOf(position.StartsAt, position.Zone), LastDayOf(position));
        var around = person.Stays.Where(s => s.FirstDay <= first && last <= s.LastDay).ToList();
        if (around.Count == 0)
        {
            yield return new(ObstacleKind.OutsideStay) { Day = first, Organisation = position.Organisation };
        }
        else if (around.TrueForAll(s => s.Days < position.Rules.MinimumStayDays))
        {
            yield return new(ObstacleKind.StayTooShort) { Days = position.Rules.MinimumStayDays, Organisation = position.Organisation };
        }
    }

    /// <summary>One shift may begin in the very moment another ends.</summary>
    private static IEnumerable<Obstacle> Overlap(Person? person, PositionFacts position, DateTimeOffset now) =>
        Others(person, position).Where(b => b.StartsAt < position.EndsAt && position.StartsAt < b.EndsAt).Select(b => new Obstacle(ObstacleKind.Overlaps) { With = b });

    private static IEnumerable<Obstacle> Rest(Person? person, PositionFacts position, DateTimeOffset now) => RestRule.Check(position, [.. Others(person, position)]);

    /// <summary>Somebody new books for a few days with one organisation, until the first check-in: places that nobody fills help nobody.</summary>
    private static IEnumerable<Obstacle> Newcomer(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (person is null || person.HasAttended || position.SiteId is null || IsRelied(person, position.Organisation.Id))
        {
            yield break;
        }

        var open = person.Bookings.Where(b => b.ShiftId != position.ShiftId && b.SiteId is not null && b.State.HoldsPlace()).ToList();
        var days = open.Select(b => b.StartsAt).Append(position.StartsAt).Select(at => WallTime.DayOf(at, position.Zone).DayNumber).ToList();
        if (open.Exists(b => b.OrganisationId != position.Organisation.Id) || days.Max() - days.Min() >= NewcomersDays)
        {
            yield return new(ObstacleKind.Newcomer) { Days = NewcomersDays, With = open.MinBy(b => b.StartsAt) };
        }
    }

    private static IEnumerable<Obstacle> Places(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (position.Held + position.Reserved - position.Seeking >= position.Capacity)
        {
            yield return new(ObstacleKind.Full);
        }
    }

    private static IOrderedEnumerable<HeldBooking> Others(Person? person, PositionFacts position) =>
        (person?.Bookings ?? []).Concat(person?.Lately ?? []).Where(b => b.ShiftId != position.ShiftId && b.State.HoldsPlace()).OrderBy(b => b.StartsAt);

    private static bool IsRelied(Person person, Guid organisationId) =>
        person.Memberships.Any(m => m.OrganisationId == organisationId && m.State == Organisations.MembershipState.Active && m.Role != Organisations.MembershipRole.Volunteer);

    private static bool SpeaksOne(Person person, PositionFacts position) =>
        position.Languages.Count == 0 || position.Languages.Any(person.Speaks.Contains);

    private static DateOnly LastDayOf(PositionFacts position) => WallTime.DayOf(position.EndsAt.AddTicks(-1), position.Zone);
}
