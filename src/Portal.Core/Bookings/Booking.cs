using Portal.Core.Bookings.Rules;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings;

/// <summary>A supporter's claim on a position, with its history. Never deleted by a use case.</summary>
public sealed class Booking
{
    /// <summary>Longest list of what was set aside.</summary>
    public const int WaivedLength = 300;

    /// <summary>Longest note, in UTF-16 units.</summary>
    public const int NoteLength = 300;

    /// <summary>The most minutes that one shift can count for.</summary>
    public const int MostMinutes = 48 * 60;

    internal const string Handed = "handed";

    private readonly List<BookingChange> _history = [];

    private Booking()
    {
    }

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid Id { get; private init; }

    /// <summary>Who.</summary>
    [Personal("to know who comes", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public Guid SupporterId { get; private init; }

    /// <summary>On which shift.</summary>
    [Personal("to know who comes", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public Guid ShiftId { get; private init; }

    /// <summary>As what.</summary>
    [Personal("to know who comes", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public Guid PositionId { get; private init; }

    /// <summary>Where it stands.</summary>
    [Personal("to know who comes", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public BookingState State { get; private set; }

    /// <summary>When it was made.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it last changed.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Raised with every change; the SEQUENCE of its calendar entry (RFC 5545). A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; private set; }

    /// <summary>Until when an answer is waited for: of an organiser to a request, of the person to an offer; null where none is.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? AnswerBy { get; private set; }

    /// <summary>Since when the person waits in the line of the position; kept as long as the booking goes on from there.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? QueuedAt { get; private set; }

    /// <summary>How many offers lapsed without an answer: after one the person waits behind those who let none lapse, after two no more.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int LapsedOffers { get; private set; }

    /// <summary>The organiser who put the person on the shift, who so has said yes to them; null where they booked themselves.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public Guid? AssignedById { get; private set; }

    /// <summary>Names of the <see cref="ObstacleKind"/>s that an organiser set aside for this booking, with commas between; empty for none.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public string Waived { get; private set; } = "";

    /// <summary>Why they were set aside; null for none.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public string? WaivedBecause { get; private set; }

    /// <summary>The state that a yes brings back where the person is asked to confirm again because the shift changed; kept where the answer was no, or none. Null where nobody was asked.</summary>
    [Personal("to know who comes", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public BookingState? ReturnsTo { get; private set; }

    /// <summary>Whom the holder offered this very place to; null where nobody, also where nobody has the address that was typed.</summary>
    [Personal("to hand a place over", Tier.Restricted, "until it is answered", "oneself, whom it is offered to")]
    public Guid? HandToId { get; private set; }

    /// <summary>When the holder offered it to somebody by their address; null where nothing of it is open.</summary>
    [Personal("to hand a place over", Tier.Restricted, "until it is answered", "oneself")]
    public DateTimeOffset? HandedAt { get; private set; }

    /// <summary>When the person was checked in, or null.</summary>
    [Personal("to count hours", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public DateTimeOffset? CheckedInAt { get; private set; }

    /// <summary>How many minutes the person gave, where that is not the whole shift; null for the shift's own length.</summary>
    [Personal("to count hours", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public int? Minutes { get; private set; }

    /// <summary>A word of the lead about this place on this shift, such as "leaves at five".</summary>
    [Personal("so that the shift can be run", Tier.Restricted, "12 months, then counts", "oneself, the shift's lead, organisers of the organisation")]
    public string? Note { get; private set; }

    /// <summary>When the person first opened the meeting point by it; null for never.</summary>
    [Personal("to see who opens points and stays away", Tier.Restricted, "12 months, then counts", Because.OneselfAndOrganisers)]
    public DateTimeOffset? PointOpenedAt { get; private set; }

    /// <summary>When they last did.</summary>
    [Personal("to tell its owner that it was opened", Tier.Restricted, "12 months, then counts", "oneself")]
    public DateTimeOffset? PointReadAt { get; private set; }

    /// <summary>The shift.</summary>
    public Shift? Shift { get; private init; }

    /// <summary>The position.</summary>
    public Position? Position { get; private init; }

    /// <summary>Whether the place is held until the person says that the changed shift suits too.</summary>
    public bool IsAskedAgain => State == BookingState.Offered && ReturnsTo is not null;

    /// <summary>Every change: who, when, from, to, why.</summary>
    public IReadOnlyList<BookingChange> History => _history;

    /// <summary>A new booking in its first state, with its first line of history.</summary>
    public static Booking Create(TimeProvider clock, Guid supporterId, Position position, BookingState state, Guid actorId, DateTimeOffset? answerBy = null)
    {
        var now = clock.GetUtcNow();
        var booking = new Booking
        {
            Id = Ids.New(clock),
            SupporterId = supporterId,
            ShiftId = position.ShiftId,
            PositionId = position.Id,
            State = state,
            CreatedAt = now,
            ChangedAt = now,
            AnswerBy = answerBy,
            QueuedAt = state == BookingState.Waitlisted ? now : null,
        };
        booking._history.Add(BookingChange.Record(clock, booking.Id, actorId, from: null, state, why: null));
        return booking;
    }

    /// <summary>Whether an organiser set this aside for this booking.</summary>
    public bool Waives(ObstacleKind kind) => Waived.Split(',').Contains(kind.ToString());

    /// <summary>Notes that an organiser put the person there, and under which terms.</summary>
    internal void Assign(AssignmentTerms terms) =>
        (AssignedById, Waived, WaivedBecause) = (terms.ActorId, string.Join(',', terms.Waived), terms.Waived.Count == 0 ? null : terms.Because);

    /// <summary>Moves to another state and records it. False if the table of allowed changes says no.</summary>
    /// <param name="seenAt">When somebody was seen there, if that was before now.</param>
    public bool TryChange(BookingState to, Guid? actorId, TimeProvider clock, string? why = null, DateTimeOffset? answerBy = null, DateTimeOffset? seenAt = null)
    {
        if (!BookingStates.Allows(State, to))
        {
            return false;
        }

        _history.Add(BookingChange.Record(clock, Id, actorId, State, to, why));
        LapsedOffers += (State, to) == (BookingState.Offered, BookingState.Waitlisted) ? 1 : 0;
        State = to;
        AnswerBy = answerBy;
        ReturnsTo = to is BookingState.Declined or BookingState.Expired ? ReturnsTo : null;
        (HandToId, HandedAt) = to is BookingState.Confirmed or BookingState.SeekingCover ? (HandToId, HandedAt) : (null, null);
        ChangedAt = clock.GetUtcNow();
        CheckedInAt = to switch
        {
            BookingState.CheckedIn => CheckedInAt ?? seenAt ?? ChangedAt,
            BookingState.Completed => CheckedInAt,
            _ => null,
        };
        Minutes = to is BookingState.CheckedIn or BookingState.Completed ? Minutes : null;
        Version++;
        return true;
    }

    /// <summary>Says how long the person was there (null: the whole shift) and records it. False unless the person was there.</summary>
    public bool TryCount(int? minutes, Guid actorId, TimeProvider clock)
    {
        if (State is not (BookingState.CheckedIn or BookingState.Completed) || minutes is < 0 or > MostMinutes)
        {
            return false;
        }

        if (minutes != Minutes)
        {
            Minutes = minutes;
            Record(actorId, clock, minutes is null ? "hours:whole" : $"hours:{minutes}");
        }

        return true;
    }

    /// <summary>Keeps a note, or takes it away. The record says that there was one, never what it said.</summary>
    public void Remark(string? note, Guid actorId, TimeProvider clock)
    {
        if (note != Note)
        {
            Note = note;
            Record(actorId, clock, "note");
        }
    }

    /// <summary>Offers this place to one person, who may be nobody the portal knows; it stays the holder's until that person takes it. False unless it is sure.</summary>
    public bool TryHand(Guid? toId, TimeProvider clock)
    {
        if (State is not (BookingState.Confirmed or BookingState.SeekingCover))
        {
            return false;
        }

        (HandToId, HandedAt) = (toId, clock.GetUtcNow());
        Record(SupporterId, clock, Handed);
        return true;
    }

    /// <summary>Ends such an offer: the holder thought again, or the other said no.</summary>
    public void KeepInHand(Guid actorId, TimeProvider clock)
    {
        (HandToId, HandedAt) = (null, null);
        Record(actorId, clock, "handing-over");
    }

    private void Record(Guid actorId, TimeProvider clock, string why)
    {
        _history.Add(BookingChange.Record(clock, Id, actorId, State, State, why));
        Version++;
    }

    /// <summary>Asks whether the changed shift suits too; a yes brings <paramref name="returnsTo"/> back. False if the table of allowed changes says no.</summary>
    public bool TryAskAgain(BookingState returnsTo, Guid? actorId, TimeProvider clock, string why, DateTimeOffset answerBy)
    {
        if (IsAskedAgain)
        {
            Renew(answerBy);
            return true;
        }

        if (!TryChange(BookingState.Offered, actorId, clock, why, answerBy))
        {
            return false;
        }

        ReturnsTo = returnsTo;
        return true;
    }

    /// <summary>Waits for the same answer until another time. Whoever answers just now looks again.</summary>
    public void Renew(DateTimeOffset answerBy)
    {
        AnswerBy = answerBy;
        Version++;
    }

    /// <summary>Puts the booking into the line, to stand where <paramref name="queuedAt"/> says, as one who let no offer lapse. False if the table of allowed changes says no.</summary>
    public bool TryQueue(Guid? actorId, TimeProvider clock, string why, DateTimeOffset queuedAt)
    {
        if (!TryChange(BookingState.Waitlisted, actorId, clock, why))
        {
            return false;
        }

        (QueuedAt, LapsedOffers) = (queuedAt, 0);
        return true;
    }
}
