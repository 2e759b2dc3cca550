using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;
using Portal.Core.Resources;

namespace Portal.Core.Shifts;

/// <summary>
/// The shifts of a snapshot by whom they belong to and who sees them. What the filters offer is put together from these few, so
/// that it costs a reader the same with ten shifts as with a thousand.
/// </summary>
internal sealed record ShiftKinds(OrganisationRef Organisation, Visibility Visibility, IReadOnlyList<AreaRef> Areas, IReadOnlyList<LocalText> Roles)
{
    public static IReadOnlyList<ShiftKinds> Of(IEnumerable<ComingShift> shifts) =>
        [.. shifts.GroupBy(s => (s.Organisation, s.Visibility)).Select(group => Of(group.Key.Organisation, group.Key.Visibility, [.. group]))];

    /// <summary>The values of the filters, from all shifts that a person (null: nobody signed in) may see.</summary>
    public static ShiftFacets FacetsFor(ShiftSnapshot snapshot, Person? person)
    {
        var seen = snapshot.Kinds.Where(kind => ShiftVisibility.Allows(person, kind.Visibility, kind.Organisation.Id, Guid.Empty))
            .Concat((person?.Bookings ?? []).Select(b => snapshot.Find(b.ShiftId)).OfType<ComingShift>().Where(s => ShiftVisibility.Allows(person, s)).Select(s => Of(s.Organisation, s.Visibility, [s])))
            .ToList();
        return new(
            [.. seen.Select(kind => kind.Organisation).DistinctBy(o => o.Id).OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase)],
            [.. seen.SelectMany(kind => kind.Areas).DistinctBy(a => a.Slug).OrderBy(a => a.Slug, StringComparer.Ordinal)],
            [.. seen.SelectMany(kind => kind.Roles).DistinctBy(n => n.In(Languages.Default)).OrderBy(n => n.In(Languages.Default), StringComparer.Ordinal)]);
    }

    private static ShiftKinds Of(OrganisationRef organisation, Visibility visibility, IReadOnlyList<ComingShift> shifts) => new(
        organisation,
        visibility,
        [.. shifts.Select(s => s.Area).OfType<AreaRef>().Distinct()],
        [.. shifts.SelectMany(s => s.Positions).Select(p => p.Name).Distinct()]);
}
