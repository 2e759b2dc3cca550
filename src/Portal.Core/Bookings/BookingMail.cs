using Portal.Core.Bookings.Reminders;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Bookings;

/// <summary>Writes what must be said about bookings into the outbox, each under a key that lets it be said once.</summary>
public sealed class BookingMail(Outbox outbox)
{
    internal const string TakenTemplate = "booking-confirmed";
    internal const string GivenBackTemplate = "booking-given-back";
    internal const string ShiftCancelledTemplate = "shift-cancelled";
    internal const string ReminderTemplate = "reminder";
    internal const string PointMovedTemplate = "point-moved";
    internal const string OfferedTemplate = "place-offered";
    internal const string AssignedTemplate = "place-assigned";
    internal const string PlaceOpenTemplate = "place-open";
    internal const string LapsedTemplate = "booking-lapsed";
    internal const string RelievedTemplate = "booking-relieved";
    internal const string ShiftChangedTemplate = "shift-changed";
    internal const string PlaceWithdrawnTemplate = "place-withdrawn";
    internal const string HandedTemplate = "place-handed";
    internal const string HandingDeclinedTemplate = "place-handing-declined";
    internal const string LateReason = "late";

    /// <summary>A place was taken: says so, with the calendar entry once it is confirmed.</summary>
    internal void Taken(PortalDbContext db, Booking booking, string language, DateTimeOffset startsAt) => outbox.Add(
        db,
        new($"booking-confirmed:{booking.Id}:{booking.Version}", MailPriority.Booking, TakenTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = startsAt,
        });

    /// <summary>A place was given back late: tells whoever runs the shift.</summary>
    internal void GivenBack(PortalDbContext db, Booking booking, Addressee reader, bool forGood, DateTimeOffset endsAt) => outbox.Add(
        db,
        new($"booking-given-back:{booking.Id}:{booking.Version}:{reader.Id}", MailPriority.Booking, GivenBackTemplate, reader.Language)
        {
            SupporterId = reader.Id,
            Data = new GivenBackLetterData(booking.Id, booking.ShiftId, forGood),
            ExpiresAt = endsAt,
        });

    /// <summary>A place is offered to the first who waits, until a time.</summary>
    internal void Offered(PortalDbContext db, Booking booking, string language, DateTimeOffset until) => outbox.Add(
        db,
        new($"place-offered:{booking.Id}:{booking.Version}", MailPriority.Booking, OfferedTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = until,
        });

    /// <summary>An organiser put somebody on a shift: asks, or says so.</summary>
    internal void Assigned(PortalDbContext db, Booking booking, string language, DateTimeOffset startsAt) => outbox.Add(
        db,
        new($"place-assigned:{booking.Id}:{booking.Version}", MailPriority.Booking, AssignedTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = booking.AnswerBy ?? startsAt,
        });

    /// <summary>A place is open to all who wait; the first to accept has it.</summary>
    internal void PlaceOpen(PortalDbContext db, WaitingPerson person, FreedPlace cause, DateTimeOffset startsAt) => PlaceOpen(db, person, $"{cause.By}:{cause.Version}", startsAt);

    /// <summary>The same where no booking is the cause.</summary>
    internal void PlaceOpen(PortalDbContext db, WaitingPerson person, string cause, DateTimeOffset startsAt) => outbox.Add(
        db,
        new($"place-open:{person.BookingId}:{cause}", MailPriority.Booking, PlaceOpenTemplate, person.Language)
        {
            SupporterId = person.SupporterId,
            Data = new BookingLetterData(person.BookingId, person.ShiftId),
            ExpiresAt = startsAt,
        });

    /// <summary>An offer or a request was not answered in time.</summary>
    internal void Lapsed(PortalDbContext db, Booking booking, string language, DateTimeOffset startsAt) => outbox.Add(
        db,
        new($"booking-lapsed:{booking.Id}:{booking.Version}", MailPriority.Booking, LapsedTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = startsAt,
        });

    /// <summary>Somebody took over the place of a person who looked for cover.</summary>
    internal void Relieved(PortalDbContext db, Booking booking, string language) => outbox.Add(
        db,
        new($"booking-relieved:{booking.Id}:{booking.Version}", MailPriority.Booking, RelievedTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
        });

    /// <summary>A holder offers their place to somebody they know.</summary>
    internal void Handed(PortalDbContext db, Booking booking, Addressee to, DateTimeOffset startsAt) => outbox.Add(
        db,
        new($"{HandedTemplate}:{booking.Id}:{booking.Version}", MailPriority.Booking, HandedTemplate, to.Language)
        {
            SupporterId = to.Id,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = startsAt,
        });

    /// <summary>Who was offered a holder's place does not take it: it stays the holder's.</summary>
    internal void HandingDeclined(PortalDbContext db, Booking booking, string language, DateTimeOffset startsAt) => outbox.Add(
        db,
        new($"{HandingDeclinedTemplate}:{booking.Id}:{booking.Version}", MailPriority.Booking, HandingDeclinedTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = startsAt,
        });

    /// <summary>A shift was called off: tells somebody who had a place or waited for one.</summary>
    internal Message ShiftCancelled(PortalDbContext db, Booking booking, string language, DateTimeOffset endsAt) => outbox.Add(
        db,
        new($"shift-cancelled:{booking.Id}:{booking.Version}", MailPriority.Booking, ShiftCancelledTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new BookingLetterData(booking.Id, booking.ShiftId),
            ExpiresAt = endsAt,
        });

    /// <summary>
    /// A shift is another than this person knows it: says so, and asks again where the booking is to be confirmed again. Not at once,
    /// so that what changes within the same minutes goes out as one message, written from the last state when it is sent.
    /// </summary>
    internal Message ShiftChanged(PortalDbContext db, Booking booking, Shift shift, string language, ShiftAsKnown known, DateTimeOffset notBefore) => outbox.Add(
        db,
        new($"{ShiftChangedTemplate}:{booking.Id}:{shift.Revision}", MailPriority.Booking, ShiftChangedTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new ShiftChangedLetterData(booking.Id, booking.ShiftId, known),
            NotBefore = notBefore,
            ExpiresAt = shift.EndsAt,
        });

    /// <summary>There are fewer places: tells somebody whose place was taken back, or turned into the first of the line.</summary>
    internal Message PlaceWithdrawn(PortalDbContext db, Booking booking, string language, DateTimeOffset startsAt, ShiftAsKnown known) => outbox.Add(
        db,
        new($"{PlaceWithdrawnTemplate}:{booking.Id}:{booking.Version}", MailPriority.Booking, PlaceWithdrawnTemplate, language)
        {
            SupporterId = booking.SupporterId,
            Data = new ShiftChangedLetterData(booking.Id, booking.ShiftId, known),
            ExpiresAt = startsAt,
        });

    /// <summary>The meeting point of a shift was moved: tells somebody with a confirmed place, once for each move.</summary>
    internal void PointMoved(PortalDbContext db, MovedPointReader reader, int pointVersion) => outbox.Add(
        db,
        new($"point-moved:{reader.BookingId}:{pointVersion}", MailPriority.Booking, PointMovedTemplate, reader.Language)
        {
            SupporterId = reader.SupporterId,
            Data = new PointMovedLetterData(reader.BookingId, reader.ShiftId, pointVersion),
            ExpiresAt = reader.EndsAt,
        });

    /// <summary>A reminder is due; one that comes too late is written as skipped, so that it shows why nothing came.</summary>
    internal void Reminder(PortalDbContext db, DueReminder due)
    {
        var message = outbox.Add(
            db,
            new(due.Key, MailPriority.Booking, ReminderTemplate, due.Language)
            {
                SupporterId = due.SupporterId,
                Data = new ReminderLetterData(due.BookingId, due.ShiftId, due.ShiftVersion, due.RuleId),
                ExpiresAt = due.StartsAt,
            });
        if (due.IsLate)
        {
            message.Skip(LateReason, message.CreatedAt);
        }
    }
}

/// <summary>Somebody a notice goes to.</summary>
internal sealed record Addressee(Guid Id, string Name, string Language);

/// <summary>Somebody with a confirmed place who may have read a meeting point that was moved.</summary>
internal sealed record MovedPointReader(Guid BookingId, Guid ShiftId, Guid SupporterId, string Language, DateTimeOffset EndsAt);

/// <summary>What a letter about a moved point needs: which move it tells of, so that only the last one is told.</summary>
internal sealed record PointMovedLetterData(Guid BookingId, Guid ShiftId, int PointVersion);

/// <summary>What a letter about a changed shift needs: the shift as the person knows it, so that it tells what is different by then.</summary>
internal sealed record ShiftChangedLetterData(Guid BookingId, Guid ShiftId, ShiftAsKnown Known);

/// <summary>What a letter about a booking needs to find it again.</summary>
internal sealed record BookingLetterData(Guid BookingId, Guid ShiftId);

/// <summary>The same for a place that was given back late: for good where nobody waits for cover, because its holder is gone.</summary>
internal sealed record GivenBackLetterData(Guid BookingId, Guid ShiftId, bool ForGood = false);

/// <summary>What a reminder needs to find its booking again, and to notice that the shift changed meanwhile.</summary>
internal sealed record ReminderLetterData(Guid BookingId, Guid ShiftId, int ShiftVersion, Guid RuleId);
