using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance;

/// <summary>Reads who comes to a shift.</summary>
public sealed class RosterQueries(PortalDbContext db, CheckInCodes codes, PartyQueries parties, RosterMail mail, TimeProvider clock)
{
    private static readonly BookingState[] Shown =
        [BookingState.Requested, BookingState.Offered, BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn, BookingState.Completed, BookingState.NoShow, BookingState.Excused];

    private static readonly BookingState[] WasThere = [BookingState.CheckedIn, BookingState.Completed];

    /// <summary>The roster to take away, on paper or as a file: that it was taken is on record before it is given.</summary>
    public async Task<Roster?> TakeAwayAsync(Guid shiftId, Guid viewerId, string action, CancellationToken cancellationToken)
    {
        if (await RosterAsync(shiftId, viewerId, cancellationToken) is not { } roster)
        {
            return null;
        }

        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = roster.AsOf,
            ActorId = viewerId,
            Action = action,
            SubjectId = shiftId,
            OrganisationId = roster.Organisation.Id,
        });
        await db.SaveChangesAsync(cancellationToken);
        return roster;
    }

    /// <summary>The roster, in five commands; null unless this person leads the shift or organises for the organisation.</summary>
    public async Task<Roster?> RosterAsync(Guid shiftId, Guid viewerId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await db.Shifts.AsNoTracking().AsSingleQuery()
            .Where(s => s.Id == shiftId && db.ShiftsRunBy(viewerId, now).Any(run => run.Id == s.Id))
            .Select(s => new
            {
                s.Id,
                Organisation = new OrganisationRef(s.OrganisationId, s.Organisation!.Slug, s.Organisation.Name),
                Activity = s.Activity!.Name,
                s.Status,
                s.CheckInCode,
                AreaSlug = (string?)s.Site!.AreaSlug,
                Area = (LocalText?)s.Site.Area,
                s.StartsAt,
                s.EndsAt,
                s.TimeZone,
                Lead = db.Supporters.Where(x => x.Id == s.LeadId).Select(x => x.DisplayName).FirstOrDefault(),
                Positions = s.Positions.Where(p => p.RemovedAt == null).OrderBy(p => p.Order).ThenBy(p => p.Id).Select(p => new
                {
                    Position = new ComingPosition(p.Id, p.Name)
                    {
                        Capacity = p.Capacity,
                        Minimum = p.Minimum,
                        Held = p.Held,
                        Reserved = p.Reserved,
                        Seeking = p.Seeking,
                        BookableUntil = p.BookableUntil,
                        BeginnerFriendly = p.BeginnerFriendly,
                        Languages = p.Languages,
                        Version = p.Version,
                    },
                    People = db.Bookings
                        .Where(b => b.PositionId == p.Id && Shown.Contains(b.State))
                        .Join(db.Supporters, b => b.SupporterId, x => x.Id, (b, x) => new { b, x })
                        .OrderBy(j => j.x.DisplayName).ThenBy(j => j.b.Id)
                        .Select(j => new
                        {
                            Person = new RosterEntry(
                                j.b.Id,
                                j.x.DisplayName,
                                j.b.State,
                                j.b.CheckedInAt,
                                !db.Bookings.Any(o => o.SupporterId == j.x.Id && o.Id != j.b.Id && WasThere.Contains(o.State) && o.Shift!.OrganisationId == j.b.Shift!.OrganisationId),
                                j.x.SpokenLanguages)
                            {
                                Minutes = j.b.Minutes,
                                Note = j.b.Note,
                            },
                            j.x.Email,
                        })
                        .ToList(),
                }).ToList(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var walkIns = (await db.WalkIns.AsNoTracking()
            .Where(w => w.ShiftId == shiftId && w.RemovedAt == null)
            .OrderBy(w => w.AddedAt).ThenBy(w => w.Id)
            .Select(w => new { w.PositionId, WalkIn = new RosterWalkIn(w.Id, w.Name) })
            .ToListAsync(cancellationToken)).ToLookup(w => w.PositionId, w => w.WalkIn);
        var groups = (await parties.HeldOnAsync(shiftId, cancellationToken)).ToLookup(g => g.PositionId);
        var unreached = await mail.ReadAsync(shiftId, [.. row.Positions.SelectMany(p => p.People).Select(one => (one.Person.BookingId, one.Email))], cancellationToken);
        RosterEntry Marked(RosterEntry person) =>
            person with { NoAddress = unreached.NoAddress.Contains(person.BookingId), ReminderLost = unreached.ReminderLost.Contains(person.BookingId) };
        var opens = CheckInService.OpensAt(row.StartsAt, row.EndsAt);
        var closes = row.EndsAt + CheckInService.ClosesAfter;
        return new(row.Id, row.Organisation, row.Activity, row.Status)
        {
            Area = row.AreaSlug is null ? null : new(row.AreaSlug, row.Area!),
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Zone = WallTime.Zone(row.TimeZone),
            Lead = row.Lead,
            CheckInOpen = row.Status == ShiftStatus.Published && now >= opens && now <= closes,
            CheckInOpensAt = opens,
            CheckInClosesAt = closes,
            Positions = row.Positions.ConvertAll(p => new RosterPosition(p.Position, p.People.ConvertAll(one => Marked(one.Person)), [.. walkIns[p.Position.Id]]) { Groups = [.. groups[p.Position.Id]] }),
            CheckInCode = codes.Of(row.Id, row.CheckInCode),
            AsOf = now,
        };
    }
}
