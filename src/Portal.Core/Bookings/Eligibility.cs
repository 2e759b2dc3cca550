using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>The one place that knows who may book what. Pure: it reads no database and no clock.</summary>
public static class Eligibility
{
    private static readonly IReadOnlyList<Func<Person?, PositionFacts, DateTimeOffset, IEnumerable<Obstacle>>> Rules =
        [Account, Opening, Already, Membership, Time, Places];

    /// <summary>All reasons that stand in the way, in the order they are shown; an empty list means bookable.</summary>
    public static IReadOnlyList<Obstacle> Check(Person? person, PositionFacts position, DateTimeOffset now) =>
        [.. Rules.SelectMany(rule => rule(person, position, now))];

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

    /// <summary>A shift for members asks for a membership in force; one for invited people is assigned by its organisers.</summary>
    private static IEnumerable<Obstacle> Membership(Person? person, PositionFacts position, DateTimeOffset now)
    {
        var organisation = position.Organisation;
        if (position.Visibility == Visibility.Members && person?.IsMemberOf(organisation.Id) != true)
        {
            var pending = person?.Memberships.Any(m => m.OrganisationId == organisation.Id) == true;
            yield return new(ObstacleKind.MembershipNeeded) { Organisation = organisation, Pending = pending };
        }

        if (position.Visibility == Visibility.Invited && person?.Organises(organisation.Id) != true)
        {
            yield return new(ObstacleKind.InvitationNeeded) { Organisation = organisation };
        }
    }

    /// <summary>One shift may begin in the very moment another ends.</summary>
    private static IEnumerable<Obstacle> Time(Person? person, PositionFacts position, DateTimeOffset now) =>
        (person?.Bookings ?? [])
            .Where(b => b.ShiftId != position.ShiftId && b.State.HoldsPlace() && b.StartsAt < position.EndsAt && position.StartsAt < b.EndsAt)
            .OrderBy(b => b.StartsAt)
            .Select(b => new Obstacle(ObstacleKind.Overlaps) { With = b });

    private static IEnumerable<Obstacle> Places(Person? person, PositionFacts position, DateTimeOffset now)
    {
        if (position.Held + position.Reserved >= position.Capacity)
        {
            yield return new(ObstacleKind.Full);
        }
    }
}
