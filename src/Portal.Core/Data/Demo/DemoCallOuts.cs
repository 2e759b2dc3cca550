using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Shifts;

namespace Portal.Core.Data.Demo;

/// <summary>A call-out that runs: for the next shift of the kitchen's group that lacks somebody whom the demo's volunteer could be.</summary>
internal static class DemoCallOuts
{
    private const int Asked = 6;

    public static void Add(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, DemoCrowd people)
    {
        var (now, group) = (clock.GetUtcNow(), groups["calais-food-collective"].Organisation);
        var bookings = db.Bookings.Local.ToLookup(booking => booking.SupporterId);
        var missing = db.Shifts.Local
            .Where(shift => shift.OrganisationId == group.Id && shift.Visibility == Visibility.Public && shift.StartsAt > now.AddHours(1) && IsFree(bookings[people.Volunteer.Id], shift))
            .OrderBy(shift => shift.StartsAt)
            .SelectMany(shift => shift.Positions.Where(position => position.Qualifications.Count == 0 && position.Held < position.Capacity).Select(position => (Shift: shift, Position: position)))
            .FirstOrDefault();
        if (missing.Shift is not { } shift || missing.Position is not { } position)
        {
            return;
        }

        var callOut = new CallOut
        {
            Id = Ids.New(clock),
            OrganisationId = group.Id,
            ShiftId = shift.Id,
            PositionId = position.Id,
            AuthorId = people.Organiser.Id,
            Line = "We are one short, and the pots are full. Can you come?",
            Language = "en",
            Target = position.Held + 1,
            StartedAt = now.AddMinutes(-20),
        };
        db.CallOuts.Add(callOut);
        var crew = people.Crew.Where(member => member.Groups.Contains(group) && IsFree(bookings[member.Person.Id], shift)).Select(member => member.Person);
        foreach (var (index, person) in crew.Take(Asked - 1).Prepend(people.Volunteer).Index())
        {
            Ask(db, callOut, person, index);
        }
    }

    // The second has seen it, the third cannot come.
    private static void Ask(PortalDbContext db, CallOut callOut, Supporter person, int index)
    {
        var entry = db.CallOutAsks.Add(new CallOutAsk
        {
            CallOutId = callOut.Id,
            SupporterId = person.Id,
            Circle = Circle.InTheRegion,
            AskAt = callOut.StartedAt,
            Day = DateOnly.FromDateTime(callOut.StartedAt.UtcDateTime),
            Number = 1,
        });
        entry.Property(ask => ask.SeenAt).CurrentValue = index is 1 or 2 ? callOut.StartedAt.AddMinutes(4) : null;
        entry.Property(ask => ask.DeclinedAt).CurrentValue = index is 2 ? callOut.StartedAt.AddMinutes(5) : null;
    }

    private static bool IsFree(IEnumerable<Booking> bookings, Shift shift) =>
        bookings.All(booking => booking.Shift is { } other ? other.EndsAt <= shift.StartsAt || shift.EndsAt <= other.StartsAt : booking.ShiftId != shift.Id);
}
