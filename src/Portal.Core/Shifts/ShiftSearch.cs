using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Resources;

namespace Portal.Core.Shifts;

/// <summary>Finds shifts in the snapshot, in memory: visibility first, then the reader's filter, then the one order, soonest first.</summary>
public static class ShiftSearch
{
    /// <summary>One page of what a person (null: nobody signed in) may see and asked for.</summary>
    public static ShiftPage Run(ShiftSnapshot snapshot, ShiftFilter filter, Person? person, DateTimeOffset now)
    {
        var sight = snapshot.SightOf(person);
        var found = sight.Visible.Where(s => s.EndsAt > now && Matches(s, filter) && (!filter.Bookable || CanBook(s, person, now))).ToList();
        var pages = Math.Max(1, (found.Count + filter.Size - 1) / filter.Size);
        var page = Math.Clamp(filter.Page, 1, pages);
        var listed = found.Skip((page - 1) * filter.Size).Take(filter.Size).Select(s => List(s, person, now)).ToList();
        return new(listed, found.Count, page, pages, sight.Needs, now) { Facets = sight.Facets };
    }

    /// <summary>A shift with what it is to this person.</summary>
    public static ListedShift List(ComingShift shift, Person? person, DateTimeOffset now) =>
        new(shift, person?.BookingOn(shift.Id), CanBook(shift, person, now));

    /// <summary>Whether this person can book one of its positions now, by the same rules as booking itself.</summary>
    public static bool CanBook(ComingShift shift, Person? person, DateTimeOffset now) =>
        shift.Positions.Any(position => Eligibility.Check(person, shift.FactsOf(position), now).Count == 0);

    private static bool Matches(ComingShift shift, ShiftFilter filter) =>
        (filter.From is not { } from || shift.Day >= from)
        && (filter.To is not { } to || shift.Day <= to)
        && (string.IsNullOrEmpty(filter.Organisation) || shift.Organisation.Slug == filter.Organisation)
        && (string.IsNullOrEmpty(filter.Area) || shift.Area?.Slug == filter.Area)
        && (filter.Remote is not { } remote || shift.Remote == remote)
        && (string.IsNullOrWhiteSpace(filter.Role) || shift.Positions.Any(p => Named(p.Name, filter.Role.Trim())));

    private static bool Named(LocalText name, string part) =>
        Languages.All.Keys.Any(language => name.Exactly(language).Contains(part, StringComparison.OrdinalIgnoreCase));
}
