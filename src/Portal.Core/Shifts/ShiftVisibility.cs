using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;

namespace Portal.Core.Shifts;

/// <summary>The one rule of who sees a published shift. Being signed in is no proof of anything: anyone can register.</summary>
public static class ShiftVisibility
{
    /// <summary>Whether a person (null: nobody signed in) may see a shift of this kind.</summary>
    public static bool Allows(Person? person, Visibility visibility, Guid organisationId, Guid shiftId)
    {
        if (visibility == Visibility.Public)
        {
            return true;
        }

        if (person is not { AddressConfirmed: true, Suspended: false })
        {
            return false;
        }

        return person.BookingOn(shiftId) is not null
            || (visibility == Visibility.Members ? person.IsMemberOf(organisationId) : person.Organises(organisationId));
    }

    /// <summary>Whether a person may see a shift of the snapshot.</summary>
    public static bool Allows(Person? person, ComingShift shift) => Allows(person, shift.Visibility, shift.Organisation.Id, shift.Id);
}
