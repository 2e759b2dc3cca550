using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Shifts.Changes;

/// <summary>
/// What a change of a shift does to the bookings on it, in the caller's transaction: the positions are locked and the new plan is
/// saved. Whoever holds a place of a shift that moved is asked again; with less than an hour to answer nobody is asked and then
/// dropped, but told.
/// </summary>
public sealed class ChangedBookings(PlaceGuard guard, BookingMail mail, TimeProvider clock)
{
    /// <summary>Why a booking changed, as its history says it.</summary>
    internal const string Why = "shift-changed";

    /// <summary>Changes within this time go out as one message.</summary>
    internal static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    private static readonly BookingState[] Concerned =
        [BookingState.Requested, BookingState.Waitlisted, BookingState.Offered, BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn];

    /// <summary>Changes the bookings and writes the messages; the caller saves. Nobody is affected where nothing is another to them.</summary>
    internal async Task<List<AffectedPerson>> ApplyAsync(PortalDbContext db, ChangedShift change, CancellationToken cancellationToken)
    {
        var bookings = await db.Bookings.Include(b => b.Position).Where(b => b.ShiftId == change.Shift.Id && Concerned.Contains(b.State)).OrderBy(b => b.Id).ToListAsync(cancellationToken);
        if (bookings.Count == 0 || (change.Kind == ChangeKind.None && change.Choices.Count == 0))
        {
            return [];
        }

        var readers = await ReadersAsync(db, change.Shift.Id, cancellationToken);
        var pending = await PendingAsync(db, readers.Keys, cancellationToken);
        var facts = new Dictionary<Guid, PositionFacts>();
        var affected = new List<AffectedPerson>();
        foreach (var booking in bookings)
        {
            if (!facts.TryGetValue(booking.PositionId, out var position))
            {
                position = facts[booking.PositionId] = (await PositionRow.FindAsync(db, booking.PositionId, cancellationToken))!.Facts;
            }

            var known = pending.GetValueOrDefault(booking.Id);
            if (await OneAsync(db, change, booking, readers[booking.SupporterId], position, known, cancellationToken) is { } person)
            {
                affected.Add(person);
            }
        }

        return affected;
    }

    private async Task<AffectedPerson?> OneAsync(
        PortalDbContext db, ChangedShift change, Booking booking, Addressee reader, PositionFacts position, PendingLetter? pending, CancellationToken cancellationToken)
    {
        var (before, wasAsked) = (booking.State, booking.IsAskedAgain);
        AffectedPerson Affected(ChangeFate fate, Message? message, IReadOnlyList<Obstacle>? obstacles = null) => new(booking.Id, reader.Id, reader.Name, reader.Language, fate)
        {
            Position = booking.Position!.Name,
            State = before,
            WasAskedAgain = wasAsked,
            AnswerBy = fate == ChangeFate.Asked ? booking.AnswerBy : null,
            Hindered = [.. (obstacles ?? []).Select(o => o.Kind).Distinct()],
            Message = message,
        };

        if (before.HoldsPlace() && change.Choices.TryGetValue(booking.Id, out var choice) && await TryWithdrawAsync(db, change, booking, choice, cancellationToken))
        {
            if (pending is not null)
            {
                await Outbox.RecallAsync(db, pending.Message.Id, "superseded", change.Now, cancellationToken);
            }

            var fate = booking.State == BookingState.Waitlisted ? ChangeFate.ToLine : ChangeFate.Cancelled;
            return Affected(fate, mail.PlaceWithdrawn(db, booking, reader.Language, change.Shift.StartsAt, pending?.Known ?? change.Before));
        }

        if (change.Kind == ChangeKind.None)
        {
            return null;
        }

        // Whoever was not told yet knows the shift as it was before the change that waits to be told.
        var still = pending is not null && await Outbox.IsStillToBeSentAsync(db, pending.Message.Id, cancellationToken) ? pending : null;
        var known = still?.Known ?? change.Before;
        if (still is not null && known.To(change.After) == ChangeKind.None && booking.IsAskedAgain && booking.TryChange(booking.ReturnsTo!.Value, change.ActorId, clock, Why, change.AnswerTime))
        {
            return Affected(ChangeFate.Restored, still.Message);
        }

        var obstacles = await AskAsync(db, change, booking, position, known, cancellationToken);
        var message = still?.Message ?? mail.ShiftChanged(db, booking, change.Shift, reader.Language, known, change.TellFrom);
        return Affected(booking.IsAskedAgain ? ChangeFate.Asked : ChangeFate.Told, message, obstacles);
    }

    /// <summary>Asks again where the shift is another than the person agreed to; says what stands in the way.</summary>
    private async Task<IReadOnlyList<Obstacle>> AskAsync(
        PortalDbContext db, ChangedShift change, Booking booking, PositionFacts position, ShiftAsKnown known, CancellationToken cancellationToken)
    {
        if (known.To(change.After) != ChangeKind.Moved || booking.State is BookingState.Waitlisted or BookingState.SeekingCover || change.HasBegun)
        {
            return [];
        }

        var person = await PersonQueries.FindAsync(db, booking.SupporterId, change.Now, cancellationToken);
        var obstacles = person is null ? [] : Offers.ToKeep(person, position, change.Now);
        if (booking is { State: BookingState.Offered, IsAskedAgain: false })
        {
            booking.Renew(Earlier(booking.AnswerBy, change.Shift.StartsAt));
            return obstacles;
        }

        // Nobody is at two places at once: who would be has to choose, however late it is.
        var until = ReconfirmTime.Until(change.Now, change.Shift.StartsAt)
            ?? (obstacles.Any(o => o.Kind == ObstacleKind.Overlaps) || booking.IsAskedAgain ? change.Shift.StartsAt : null);
        if (until is { } answerBy)
        {
            Unmark(booking, change);
            booking.TryAskAgain(booking.State, change.ActorId, clock, Why, answerBy);
        }
        else if (booking.State == BookingState.Requested)
        {
            booking.Renew(change.AnswerTime);
        }

        return obstacles;
    }

    private async Task<bool> TryWithdrawAsync(PortalDbContext db, ChangedShift change, Booking booking, SurplusChoice choice, CancellationToken cancellationToken)
    {
        var sought = booking.State == BookingState.SeekingCover;
        var done = choice == SurplusChoice.ToLine && !sought
            ? booking.TryQueue(change.ActorId, clock, Why, await TopOfLineAsync(db, booking, cancellationToken))
            : booking.TryChange(BookingState.CancelledByOrganiser, change.ActorId, clock, Why);
        if (!done)
        {
            return false;
        }

        if (sought)
        {
            await guard.SeekAsync(db, booking.PositionId, -1, cancellationToken);
        }

        await guard.GiveBackAsync(db, booking.PositionId, 1, cancellationToken);
        return true;
    }

    /// <summary>Before all who wait, and in the order in which they had come.</summary>
    private static async Task<DateTimeOffset> TopOfLineAsync(PortalDbContext db, Booking booking, CancellationToken cancellationToken)
    {
        var first = await db.Bookings.Where(b => b.PositionId == booking.PositionId && b.State == BookingState.Waitlisted).MinAsync(b => b.QueuedAt, cancellationToken);
        return Earlier(first, booking.CreatedAt).AddSeconds(first < booking.CreatedAt ? -1 : 0);
    }

    /// <summary>Who was checked in before a start that moved is not there yet.</summary>
    private void Unmark(Booking booking, ChangedShift change)
    {
        if (booking.State == BookingState.CheckedIn)
        {
            booking.TryChange(BookingState.Confirmed, change.ActorId, clock, Why);
        }
    }

    /// <summary>Everybody who ever had to do with a shift, to be written to.</summary>
    internal static Task<Dictionary<Guid, Addressee>> ReadersAsync(PortalDbContext db, Guid shiftId, CancellationToken cancellationToken) =>
        db.Supporters
            .Where(s => db.Bookings.Any(b => b.ShiftId == shiftId && b.SupporterId == s.Id))
            .Select(s => new Addressee(s.Id, s.DisplayName, s.Language))
            .ToDictionaryAsync(s => s.Id, cancellationToken);

    private static async Task<Dictionary<Guid, PendingLetter>> PendingAsync(PortalDbContext db, IEnumerable<Guid> readers, CancellationToken cancellationToken)
    {
        var ids = readers.ToList();
        var messages = await db.Messages.AsNoTracking()
            .Where(m => m.State == MessageState.Pending && m.Template == BookingMail.ShiftChangedTemplate && ids.Contains(m.SupporterId!.Value))
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
            .ToListAsync(cancellationToken);
        return messages
            .Select(m => new { Message = m, Data = JsonSerializer.Deserialize<ShiftChangedLetterData>(m.Data)! })
            .GroupBy(m => m.Data.BookingId)
            .ToDictionary(g => g.Key, g => new PendingLetter(g.First().Message, g.First().Data.Known));
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private sealed record PendingLetter(Message Message, ShiftAsKnown Known);
}
