using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>The answers of organisers and leads to those who ask for a place. A yes is also an acquaintance: the next booking needs none.</summary>
public sealed class RequestAnswers(Retry retry, Placement placement, Promotion promotion, BookingMail mail, MailBell bell, ShiftHints hints, TimeProvider clock)
{
    /// <summary>Says yes.</summary>
    public Task<AnswerResult> AcceptAsync(Guid actorId, Guid bookingId, CancellationToken cancellationToken) =>
        AnswerAsync(actorId, bookingId, BookingState.Confirmed, why: null, cancellationToken);

    /// <summary>Says no; the place goes to the next, and the person gets other shifts to choose from.</summary>
    public Task<AnswerResult> DeclineAsync(Guid actorId, Guid bookingId, string? why, CancellationToken cancellationToken) =>
        AnswerAsync(actorId, bookingId, BookingState.Declined, why, cancellationToken);

    private async Task<AnswerResult> AnswerAsync(Guid actorId, Guid bookingId, BookingState answer, string? why, CancellationToken cancellationToken)
    {
        var (result, shift, freed) = await retry.RunAsync((db, token) => AnswerOnceAsync(db, actorId, bookingId, answer, why, token), cancellationToken);
        if (shift is { } changed)
        {
            bell.Ring();
            hints.Changed(changed);
        }

        if (freed is { } position)
        {
            await promotion.RunAsync(position, cancellationToken);
        }

        return result;
    }

    private async Task<(AnswerResult Result, Guid? ShiftId, Guid? Freed)> AnswerOnceAsync(
        PortalDbContext db, Guid actorId, Guid bookingId, BookingState answer, string? why, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await SupporterOfAsync(db, actorId, bookingId, now, cancellationToken) is not { } supporter)
        {
            return (AnswerResult.NotFound, null, null);
        }

        await db.LockSupporterAsync(supporter, cancellationToken);
        var booking = await db.Bookings.Include(b => b.Shift).FirstAsync(b => b.Id == bookingId, cancellationToken);
        if (booking.State != BookingState.Requested)
        {
            return (booking.State == answer ? AnswerResult.Done : AnswerResult.AlreadyAnswered, null, null);
        }

        var shift = booking.Shift!;
        booking.TryChange(answer, actorId, clock, string.IsNullOrWhiteSpace(why) ? null : why.Trim());
        var language = await db.Supporters.Where(s => s.Id == supporter).Select(s => s.Language).FirstAsync(cancellationToken);
        var promotes = false;
        if (answer == BookingState.Confirmed)
        {
            await Acquaintances.NoteAsync(db, supporter, shift.OrganisationId, actorId, attended: false, now, cancellationToken);
            mail.Taken(db, booking, language, shift.StartsAt);
        }
        else
        {
            mail.Lapsed(db, booking, language, shift.StartsAt);
            promotes = await placement.FreeAsync(db, booking, shift.StartsAt, now, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (AnswerResult.Done, shift.Id, promotes ? booking.PositionId : null);
    }

    /// <summary>Whose booking it is, for those who run its shift.</summary>
    private static Task<Guid?> SupporterOfAsync(PortalDbContext db, Guid actorId, Guid bookingId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Bookings
            .Where(b => b.Id == bookingId && b.SupporterId != actorId && (db.OrganisedBy(actorId, now).Contains(b.Shift!.OrganisationId)
                || db.ActiveAccount(actorId).Any(id => id == b.Shift.LeadId)))
            .Select(b => (Guid?)b.SupporterId)
            .FirstOrDefaultAsync(cancellationToken);
}

/// <summary>How answering ended.</summary>
public enum AnswerResult
{
    /// <summary>It stands as answered.</summary>
    Done,

    /// <summary>Somebody else answered otherwise, it was taken back, or nobody answered in time.</summary>
    AlreadyAnswered,

    /// <summary>There is no such request, or it is not this person's to answer.</summary>
    NotFound,
}
