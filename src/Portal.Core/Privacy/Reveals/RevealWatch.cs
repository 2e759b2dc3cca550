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
/// It counts from the bookings, in the transaction that gives the place back, with the person locked: once, whoever clicks when.
/// </summary>
public sealed class RevealWatch(Outbox outbox, TimeProvider clock)
{
    internal const string Template = "point-concern";

    private static readonly BookingState[] NotThere = [BookingState.CancelledByVolunteer, BookingState.SeekingCover, BookingState.Excused, BookingState.NoShow];

    /// <summary>Looks at a booking that its holder gives back now; the caller has locked the holder, and saves.</summary>
    internal async Task LookAsync(PortalDbContext db, Booking booking, Shift shift, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = booking.SupporterId;
        if (!await db.Bookings.AnyAsync(b => b.Id == booking.Id && b.PointOpenedAt != null, cancellationToken))
        {
            return;
        }

        var last = await db.PointConcerns.Where(c => c.SupporterId == person).MaxAsync(c => (DateTimeOffset?)c.RaisedAt, cancellationToken);
        var since = last > now - PointConcern.Within ? last.Value : now - PointConcern.Within;
        if (await OthersAsync(db, booking, since, cancellationToken) + 1 < PointConcern.Times)
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
    private static Task<int> OthersAsync(PortalDbContext db, Booking booking, DateTimeOffset since, CancellationToken cancellationToken) => db.Bookings.CountAsync(
        b => b.SupporterId == booking.SupporterId && b.Id != booking.Id && b.PointOpenedAt != null && NotThere.Contains(b.State)
            && db.BookingChanges.Any(c => c.BookingId == b.Id && c.ActorId == b.SupporterId && PointConcern.Withdrawn.Contains(c.To) && c.At > since && c.At >= b.PointOpenedAt),
        cancellationToken);

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
