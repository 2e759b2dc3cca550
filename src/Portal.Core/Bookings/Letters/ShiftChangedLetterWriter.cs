using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Bookings.Letters;

/// <summary>
/// Says what is different about a shift, as it stands when the letter is sent, from what its reader knew, and asks to confirm again
/// where that is so. Several changes in a row make one letter, and one that was undone makes none.
/// </summary>
internal sealed class ShiftChangedLetterWriter(PortalDbContext db, Phrasebook words, ShiftWords shift, PortalLinks links, TimeProvider clock) : ILetterWriter
{
    private static readonly BookingState[] Concerned =
        [BookingState.Requested, BookingState.Waitlisted, BookingState.Offered, BookingState.Confirmed, BookingState.SeekingCover, BookingState.CheckedIn];

    public string Template => BookingMail.ShiftChangedTemplate;

    /// <summary>Whether it is shown to an organiser, who does not learn what else the reader does.</summary>
    public bool IsExample { get; init; }

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<ShiftChangedLetterData>(message);
        var facts = await LetterFacts.FindAsync(db, data.BookingId, cancellationToken);
        if (facts is not { ShiftStatus: ShiftStatus.Published } || !Concerned.Contains(facts.State))
        {
            return WrittenLetter.Skip(facts is { ShiftStatus: ShiftStatus.Cancelled } ? "shift-cancelled" : "booking-cancelled");
        }

        var now = new ShiftAsKnown(facts.StartsAt, facts.EndsAt, facts.SiteId, facts.ActivityId);
        var kind = data.Known.To(now);
        if (kind == ChangeKind.None && !facts.IsAskedAgain)
        {
            return WrittenLetter.Skip("nothing-changed");
        }

        var reason = data.Known.SiteId == facts.SiteId ? null : await db.ClosureNotices.Where(n => n.BookingId == facts.BookingId)
            .Join(db.SiteClosures, n => n.ClosureId, c => c.Id, (n, c) => c).OrderByDescending(c => c.ClosedAt).Select(c => c.Reason).FirstOrDefaultAsync(cancellationToken);
        var was = await WasAsync(data.Known, facts, WallTime.FindZone(recipient.Supporter?.TimeZone), cancellationToken);
        var obstacles = IsExample || kind != ChangeKind.Moved || message.SupporterId is not { } reader ? [] : await ObstaclesAsync(facts, reader, cancellationToken);
        return WrittenLetter.Send(Write(facts, data.Known, new(was, reason, obstacles), WallTime.FindZone(recipient.Supporter?.TimeZone)));
    }

    private Letter Write(LetterFacts facts, ShiftAsKnown known, Told more, TimeZoneInfo? reader)
    {
        var key = known.WasCancelled ? "Bookings.Mail.Back" : facts.IsAskedAgain ? "Bookings.Mail.Again" : "Bookings.Mail.Changed";
        return new(words[$"{key}.Subject", shift.Moment(facts.StartsAt, facts, reader)], words[$"{key}.Heading"], [.. Blocks(facts, key, known, more, reader)], words["Bookings.Mail.Confirmed.Footer"])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
            Calendar = facts.State == BookingState.Waitlisted ? null
                : shift.Calendar(facts, facts.State is BookingState.Offered or BookingState.Requested ? CalendarStatus.Tentative : CalendarStatus.Confirmed),
        };
    }

    private IEnumerable<LetterBlock> Blocks(LetterFacts facts, string key, ShiftAsKnown known, Told more, TimeZoneInfo? reader)
    {
        yield return new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation]);
        if (!known.WasCancelled)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Changed.Was", more.Was]);
        }

        yield return shift.Box(facts, reader);
        if (more.Reason is { } reason)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Cancelled.Reason", facts.Organisation, reason]);
        }

        if (more.Obstacles.Count > 0)
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Again.Hindered"] + "\n" + string.Join('\n', more.Obstacles.Select(o => $"· {o}")));
        }

        if (facts is { IsAskedAgain: true, AnswerBy: { } until })
        {
            yield return new LetterBlock.Paragraph(words["Bookings.Mail.Again.Until", shift.Moment(until, facts, reader)]);
            yield return new LetterBlock.Buttons([new(words["Bookings.Mail.Again.Answer"], links.To($"/bookings/{facts.BookingId}/offer"))]);
            yield return new LetterBlock.Small(words["Bookings.Mail.Again.Otherwise"]);
            yield break;
        }

        yield return shift.ToShift(facts);
        yield return new LetterBlock.Small(words[facts.State == BookingState.Waitlisted ? "Bookings.Mail.Changed.InLine" : "Bookings.Mail.CannotCome"]);
    }

    /// <summary>What the reader knew: the time, and the area or the work where that is another too.</summary>
    private async Task<string> WasAsync(ShiftAsKnown known, LetterFacts facts, TimeZoneInfo? reader, CancellationToken cancellationToken)
    {
        var parts = new List<string> { shift.Span(known.StartsAt, known.EndsAt, facts, reader) };
        if (known.SiteId != facts.SiteId)
        {
            var area = await db.Sites.Where(s => s.Id == known.SiteId).Select(s => s.Area).FirstOrDefaultAsync(cancellationToken);
            parts.Add(area?.ToString() ?? words["Bookings.Mail.FromHome"]);
        }

        if (known.ActivityId != facts.ActivityId)
        {
            parts.Add((await db.Activities.Where(a => a.Id == known.ActivityId).Select(a => a.Name).FirstAsync(cancellationToken)).ToString());
        }

        return string.Join(" · ", parts);
    }

    private async Task<IReadOnlyList<string>> ObstaclesAsync(LetterFacts facts, Guid reader, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var person = await PersonQueries.FindAsync(db, reader, now, cancellationToken);
        var position = await PositionRow.FindAsync(db, facts.PositionId, cancellationToken);
        return person is null || position is null ? []
            : [.. Offers.ToKeep(person, position.Facts, now).Select(o => o.With is { } with
                ? words[$"Bookings.Mail.Hinders.{Known(o.Kind)}", with.Activity, shift.Moment(with.StartsAt, facts, null)]
                : words[$"Bookings.Mail.Hinders.{Known(o.Kind)}", "", ""])];
    }

    /// <summary>The shift's page tells the rest; a letter names what a move usually brings.</summary>
    private static string Known(ObstacleKind kind) => kind switch
    {
        ObstacleKind.Overlaps or ObstacleKind.TooClose or ObstacleKind.TooLittleRest or ObstacleKind.OutsideStay or ObstacleKind.QualificationExpires => kind.ToString(),
        _ => "Other",
    };

    /// <summary>What goes into it besides the shift itself.</summary>
    private sealed record Told(string Was, string? Reason, IReadOnlyList<string> Obstacles);
}
