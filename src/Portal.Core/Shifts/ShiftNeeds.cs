using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Resources;

namespace Portal.Core.Shifts;

/// <summary>Tells outsiders what shifts for members need this week, and nothing by which one could find them.</summary>
internal static class ShiftNeeds
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static IReadOnlyList<ShiftNeed> Of(IEnumerable<ComingShift> shifts, Person? person, DateTimeOffset now) =>
    [
        .. shifts
            .Where(s => s.Visibility == Visibility.Members && s.StartsAt > now && s.StartsAt < now + Week && !ShiftVisibility.Allows(person, s))
            .GroupBy(s => (s.Organisation.Id, Part: PartOf(s)))
            .Select(group => new ShiftNeed(group.First().Organisation, group.Key.Part, Open(group)))
            .Where(need => need.Positions.Count > 0)
            .OrderBy(need => need.Organisation.Name, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(need => need.Part),
    ];

    private static IReadOnlyList<LocalText> Open(IEnumerable<ComingShift> shifts) =>
    [
        .. shifts.SelectMany(s => s.Positions)
            .Where(p => p.Free > 0)
            .Select(p => p.Name)
            .DistinctBy(name => name.In(Languages.Default))
            .OrderBy(name => name.In(Languages.Default), StringComparer.Ordinal),
    ];

    private static DayPart PartOf(ComingShift shift) => WallTime.At(shift.StartsAt, shift.Zone).Hour switch
    {
        >= 5 and < 12 => DayPart.Morning,
        >= 12 and < 17 => DayPart.Afternoon,
        >= 17 and < 22 => DayPart.Evening,
        _ => DayPart.Night,
    };
}
