using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Reveals;

/// <summary>
/// Sees that somebody opens meeting points and gives the places back: the third time within a month the organisers of that organisation are told.
/// It counts from the record, in the transaction that gives the place back, with the person locked: once, whoever clicks when.
/// </summary>
public sealed class RevealWatch(Outbox outbox, TimeProvider clock)
{
    internal const string Template = "point-concern";

    // A point opens two days before a shift at most, but what a task is done with opens at once.
    private static readonly TimeSpan Memory = PointConcern.Within * 3;

    private static readonly BookingState[] NotThere = [BookingState.CancelledByVolunteer, BookingState.SeekingCover, BookingState.Excused, BookingState.NoShow];

    /// <summary>Looks at a booking that its holder gives back now; the caller has locked the holder, and saves.</summary>
    internal async Task LookAsync(PortalDbContext db, Booking booking, Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = booking.SupporterId;
        var looks = db.AuditEntries.Where(a => a.ActorId == person && a.Action == MeetingPointReader.Action && a.At > now - Memory);
        var detail = MeetingPointReader.DetailOf(booking.Id);
        if (!await looks.AnyAsync(a => a.Detail == detail, cancellationToken))
        {
            return;
        }

        var last = await db.PointConcerns.Where(c => c.SupporterId == person).MaxAsync(c => (DateTimeOffset?)c.RaisedAt, cancellationToken);
        var since = last > now - PointConcern.Within ? last.Value : now - PointConcern.Within;
        if (await OthersAsync(db, looks, booking, since, cancellationToken) + 1 < PointConcern.Times)
        {
            return;
        }

        var attended = await db.Bookings.CountAsync(b => b.SupporterId == person && (b.State == BookingState.CheckedIn || b.State == BookingState.Completed), cancellationToken);
        var concern = new PointConcern { Id = Ids.New(clock), SupporterId = person, OrganisationId = shift.OrganisationId, RaisedAt = now, HoldsBack = attended < PointConcern.Trusted };
        db.PointConcerns.Add(concern);
        db.AuditEntries.Add(new AuditEntry
        {
            Id = Ids.New(clock),
            At = now,
            Action = concern.HoldsBack ? PointConcerns.HeldBack : PointConcerns.Raised,
            SubjectId = person,
            OrganisationId = shift.OrganisationId,
            Detail = $"concern {concern.Id}",
        });
        await TellAsync(db, concern, now, cancellationToken);
    }

    /// <summary>How many other places somebody gave back since a moment, after opening the point.</summary>
    private static async Task<int> OthersAsync(PortalDbContext db, IQueryable<AuditEntry> looks, Booking booking, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var opened = (await looks.Where(a => a.Detail != null).GroupBy(a => a.Detail!).Select(g => new { Detail = g.Key, At = g.Min(a => a.At) }).ToListAsync(cancellationToken))
            .Where(look => MeetingPointReader.BookingOf(look.Detail) is { } id && id != booking.Id)
            .ToDictionary(look => MeetingPointReader.BookingOf(look.Detail)!.Value, look => look.At);
        var ids = opened.Keys.ToList();
        var given = await db.BookingChanges
            .Where(c => ids.Contains(c.BookingId) && c.ActorId == booking.SupporterId && PointConcern.Withdrawn.Contains(c.To) && c.At > since
                && db.Bookings.Any(b => b.Id == c.BookingId && b.SupporterId == booking.SupporterId && NotThere.Contains(b.State)))
            .Select(c => new { c.BookingId, c.At })
            .ToListAsync(cancellationToken);
        return given.Where(change => change.At >= opened[change.BookingId]).Select(change => change.BookingId).Distinct().Count();
    }

    private async Task TellAsync(PortalDbContext db, PointConcern concern, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var organisers = db.OrganisersOf(concern.OrganisationId, now);
        var readers = await db.Supporters.Where(s => organisers.Contains(s.Id) && s.Id != concern.SupporterId).OrderBy(s => s.Id).Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken);
        foreach (var reader in readers)
        {
            outbox.Add(db, new(string.Create(CultureInfo.InvariantCulture, $"{Template}:{concern.Id}:{reader.Id}"), MailPriority.Booking, Template, reader.Language)
            {
                SupporterId = reader.Id,
                Data = new ConcernLetterData(concern.Id),
            });
        }
    }
}

/// <summary>What a letter about places given back needs.</summary>
internal sealed record ConcernLetterData(Guid ConcernId);
