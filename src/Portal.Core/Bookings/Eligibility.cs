using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>The one place that knows who may book what. Pure: it reads no database and no clock.</summary>
public static class Eligibility
{
    /// <summary>All reasons that stand in the way, in the order they are shown; an empty list means bookable.</summary>
    public static IReadOnlyList<Obstacle> Check(Person? person, PositionFacts position, DateTimeOffset now)
    {
        // A list of shifts asks this for every position on it: what is bookable costs one empty list.
        var found = new List<Obstacle>();
        Account(person, found);
        Opening(position, now, found);
        Already(person, position, found);
        Membership(person, position, found);
        Time(person, position, found);
        Places(position, found);
        return found;
    }

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

    /// <summary>A shift for members asks for a membership in force; one for invited people is assigned by its organisers.</summary>
    private static void Membership(Person? person, PositionFacts position, List<Obstacle> found)
    {
        var organisation = position.Organisation;
        if (position.Visibility == Visibility.Members && person?.IsMemberOf(organisation.Id) != true)
        {
            var pending = person?.Memberships.Any(m => m.OrganisationId == organisation.Id) == true;
            found.Add(new(ObstacleKind.MembershipNeeded) { Organisation = organisation, Pending = pending });
        }

        if (position.Visibility == Visibility.Invited && person?.Organises(organisation.Id) != true)
        {
            found.Add(new(ObstacleKind.InvitationNeeded) { Organisation = organisation });
        }
    }

    /// <summary>One shift may begin in the very moment another ends.</summary>
    private static void Time(Person? person, PositionFacts position, List<Obstacle> found)
    {
        if (person is { Bookings.Count: > 0 })
        {
            found.AddRange(person.Bookings
                .Where(b => b.ShiftId != position.ShiftId && b.State.HoldsPlace() && b.StartsAt < position.EndsAt && position.StartsAt < b.EndsAt)
                .OrderBy(b => b.StartsAt)
                .Select(b => new Obstacle(ObstacleKind.Overlaps) { With = b }));
        }
    }

    private static void Places(PositionFacts position, List<Obstacle> found)
    {
        if (position.Held + position.Reserved >= position.Capacity)
        {
            found.Add(new(ObstacleKind.Full));
        }
    }
}
