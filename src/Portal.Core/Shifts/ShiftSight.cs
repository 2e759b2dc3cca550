using System.Globalization;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;

namespace Portal.Core.Shifts;

/// <summary>
/// What one kind of reader sees of a snapshot: nearly all readers are of a few kinds, so a snapshot finds it out once for each. It is
/// kept for all to whom the same shifts are open, never for one who sees more by a booking of their own.
/// </summary>
/// <param name="Visible">The shifts such a reader may see, in order.</param>
/// <param name="Facets">The values the filters can take.</param>
/// <param name="Needs">What the shifts that such a reader may not see needed when the snapshot was made.</param>
internal sealed record ShiftSight(IReadOnlyList<ComingShift> Visible, ShiftFacets Facets, IReadOnlyList<ShiftNeed> Needs)
{
    public static ShiftSight Of(ShiftSnapshot snapshot, Person? person) => new(
        [.. snapshot.Shifts.Where(shift => ShiftVisibility.Allows(person, shift))],
        ShiftKinds.FacetsFor(snapshot, person),
        ShiftNeeds.Of(snapshot.Shifts, person, snapshot.BuiltAt));

    /// <summary>All that makes two sights differ: which kinds of shifts are open, and the language, by which names are sorted. Null for a reader of no kind.</summary>
    public static string? KeyOf(ShiftSnapshot snapshot, Person? person)
    {
        if (person is { Bookings.Count: > 0 } && person.Bookings.Any(booking => SeesByBooking(snapshot, person, booking)))
        {
            return null;
        }

        var kinds = snapshot.Kinds;
        return string.Create(kinds.Count, (kinds, person), static (open, of) =>
        {
            for (var i = 0; i < open.Length; i++)
            {
                open[i] = IsOpen(of.person, of.kinds[i].Visibility, of.kinds[i].Organisation.Id) ? '1' : '0';
            }
        }) + CultureInfo.CurrentCulture.Name;
    }

    private static bool SeesByBooking(ShiftSnapshot snapshot, Person person, HeldBooking booking) =>
        snapshot.Find(booking.ShiftId) is { } shift && !IsOpen(person, shift.Visibility, shift.Organisation.Id);

    // No shift has the empty identifier: this is what is open without a booking.
    private static bool IsOpen(Person? person, Visibility visibility, Guid organisationId) =>
        ShiftVisibility.Allows(person, visibility, organisationId, Guid.Empty);
}
