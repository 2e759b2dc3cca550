using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.CallOuts;

/// <summary>Whom a call-out for a position can ask, and why others are left in peace. Counted before it is sent; what was counted is what is sent.</summary>
public sealed record CallOutReach
{
    /// <summary>Who can be asked and was not yet, nearest first.</summary>
    public required IReadOnlyList<Reached> People { get; init; }

    /// <summary>How many more could come, and were asked as often as one may be that day.</summary>
    public required int AskedEnough { get; init; }

    /// <summary>How many more could come, and sleep until it is too late.</summary>
    public required int Asleep { get; init; }

    /// <summary>Those of a circle and of the circles before it.</summary>
    public IEnumerable<Reached> Within(Circle circle) => People.Where(p => p.Circle <= circle);

    /// <summary>The circles that reach somebody whom no narrower one does, nearest first.</summary>
    public IReadOnlyList<Circle> Circles => [.. People.Select(p => p.Circle).Distinct().Order()];

    /// <summary>Reads it in three commands, however many people there are.</summary>
    /// <param name="callOutId">The call-out that runs, whose people were asked, and whose author asks; null for a new one.</param>
    internal static async Task<CallOutReach> FindAsync(PortalDbContext db, PositionFacts position, Guid? callOutId, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(db, position, callOutId, actorId, now, cancellationToken);
        var people = await PersonQueries.ManyAsync(db, rows.ConvertAll(r => r.Id), now, cancellationToken);
        var (reached, enough, asleep) = (new List<Reached>(), 0, 0);
        foreach (var row in rows)
        {
            if (CircleOf(row) is not { } circle || !CanCome(people[row.Id], circle, position, now))
            {
                continue;
            }

            var askAt = row.UrgentAtNight ? now : QuietHours.After(now, row.IsHereNow ? position.Zone : WallTime.FindZone(row.TimeZone) ?? position.Zone);
            var day = WallTime.DayOf(askAt, position.Zone);
            if (askAt >= position.BookableUntil || askAt >= position.StartsAt)
            {
                asleep++;
            }
            else if (Enumerable.Range(1, CallOutAsk.MostADay).FirstOrDefault(number => !row.Asked.Exists(a => a.Day == day && a.Number == number)) is var number and not 0)
            {
                reached.Add(new Reached(row.Id, row.Name, row.Language, row.IsOwn, circle, askAt, day, number));
            }
            else
            {
                enough++;
            }
        }

        return new CallOutReach { People = [.. reached.OrderBy(r => r.Circle).ThenBy(r => r.AskAt).ThenBy(r => r.Name, StringComparer.InvariantCultureIgnoreCase)], AskedEnough = enough, Asleep = asleep };
    }

    // By the booking rules. Whoever is not in the region yet enters a stay first, where the organisation asks for one.
    private static bool CanCome(Person person, Circle circle, PositionFacts position, DateTimeOffset now) => Eligibility.Check(person, position, now)
        .All(o => circle == Circle.Qualified && o.Kind is ObstacleKind.OutsideStay or ObstacleKind.StayTooShort);

    // A stranger who is far away is asked by nobody; a volunteer of others only where those agreed.
    private static Circle? CircleOf(Row row) => row switch
    {
        { IsOwn: true } => row.IsStaying ? Circle.InTheRegion : Circle.Qualified,
        { IsStaying: false } => null,
        { IsOthers: false } => Circle.InTheRegion,
        _ => row.OthersAgreed ? Circle.Others : null,
    };

    private static Task<List<Row>> RowsAsync(PortalDbContext db, PositionFacts position, Guid? callOutId, Guid actorId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (organisation, shift, remote) = (position.Organisation.Id, position.ShiftId, position.SiteId is null);
        var (first, last, today) = (WallTime.DayOf(position.StartsAt, position.Zone), WallTime.DayOf(position.EndsAt.AddTicks(-1), position.Zone), WallTime.DayOf(now, position.Zone));
        var members = db.Memberships.Where(m => m.State == MembershipState.Active && (m.EndsAt == null || m.EndsAt > now));
        return db.Supporters.AsNoTracking().AsSplitQuery()
            .Where(s => s.Id != actorId && s.EmailConfirmed && s.SuspendedAt == null && s.WantsCallOuts)
            .Where(s => !db.CallOuts.Any(c => c.Id == callOutId && c.AuthorId == s.Id))
            .Where(s => !db.CallOutAsks.Any(a => a.SupporterId == s.Id && (a.CallOutId == callOutId || (a.DeclinedAt != null && a.CallOut!.ShiftId == shift))))
            .Select(s => new Row
            {
                Id = s.Id,
                Name = s.DisplayName,
                Language = s.Language,
                TimeZone = s.TimeZone,
                IsOwn = members.Any(m => m.SupporterId == s.Id && m.OrganisationId == organisation) || db.Acquaintances.Any(k => k.SupporterId == s.Id && k.OrganisationId == organisation),
                IsOthers = members.Any(m => m.SupporterId == s.Id && m.OrganisationId != organisation),
                OthersAgreed = members.Any(m => m.SupporterId == s.Id && m.OrganisationId != organisation && db.Organisations.Any(o => o.Id == m.OrganisationId && o.HelpsOthers)),
                IsStaying = remote || db.Stays.Any(t => t.SupporterId == s.Id && t.FirstDay <= first && t.LastDay >= last),
                IsHereNow = db.Stays.Any(t => t.SupporterId == s.Id && t.FirstDay <= today && t.LastDay >= today),
                UrgentAtNight = db.Stays.Any(t => t.SupporterId == s.Id && t.FirstDay <= today && t.LastDay >= today && t.UrgentAtNight),
                Asked = db.CallOutAsks.Where(a => a.SupporterId == s.Id && a.Day >= today).Select(a => new AskedBefore(a.Day, a.Number)).ToList(),
            })
            .Where(r => r.IsOwn || (!remote && r.IsStaying) || (remote && r.OthersAgreed))
            .OrderBy(r => r.Id)
            .ToListAsync(cancellationToken);
    }

    private sealed class Row
    {
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Language { get; init; }
        public required string TimeZone { get; init; }
        public required bool IsOwn { get; init; }
        public required bool IsOthers { get; init; }
        public required bool OthersAgreed { get; init; }
        public required bool IsStaying { get; init; }
        public required bool IsHereNow { get; init; }
        public required bool UrgentAtNight { get; init; }
        public required List<AskedBefore> Asked { get; init; }
    }

    private sealed record AskedBefore(DateOnly Day, int Number);
}

/// <summary>Somebody who can be asked. The name is shown for the organisation's own volunteers only.</summary>
public sealed record Reached(Guid SupporterId, string Name, string Language, bool IsOwn, Circle Circle, DateTimeOffset AskAt, DateOnly Day, int Number);
