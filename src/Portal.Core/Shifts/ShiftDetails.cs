using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Organisations;

namespace Portal.Core.Shifts;

/// <summary>A shift's page as one person may see it. It has no property for the exact meeting point.</summary>
public sealed record ShiftDetails(Guid Id, OrganisationRef Organisation, LocalText Activity, ShiftStatus Status)
{
    /// <summary>The kind of work.</summary>
    public required Guid ActivityId { get; init; }

    /// <summary>What one does, in Markdown.</summary>
    public LocalText? About { get; init; }

    /// <summary>What to bring, in Markdown.</summary>
    public LocalText? Bring { get; init; }

    /// <summary>What the organisation asks before a first shift, in Markdown.</summary>
    public LocalText? BeforeYouCome { get; init; }

    /// <summary>What is special about this one, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>The language of <see cref="Description"/>.</summary>
    public required string DescriptionLanguage { get; init; }

    /// <summary>The public area; null for remote work.</summary>
    public AreaRef? Area { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Who sees it.</summary>
    public required Visibility Visibility { get; init; }

    /// <summary>How a booking becomes confirmed.</summary>
    public required BookingMode BookingMode { get; init; }

    /// <summary>Until when a place can be given back without anyone being told.</summary>
    public required DateTimeOffset CancelUntil { get; init; }

    /// <summary>Raised when time or site change, or it is cancelled.</summary>
    public required int Version { get; init; }

    /// <summary>Why it was cancelled, or null.</summary>
    public string? CancelReason { get; init; }

    /// <summary>From when the meeting point can be read on a page of its own; null for remote work or where none is stored.</summary>
    public DateTimeOffset? PointOpensAt { get; init; }

    /// <summary>What one can be in it, in order.</summary>
    public required IReadOnlyList<PositionDetails> Positions { get; init; }

    /// <summary>This person's booking on it: the live one, else the last one, else null.</summary>
    public OwnBooking? Mine { get; init; }

    /// <summary>Whether this person may see who is coming: with a confirmed place, or as an organiser.</summary>
    public bool ShowsPeople { get; init; }

    /// <summary>The lead's display name; null unless <see cref="ShowsPeople"/>.</summary>
    public string? Lead { get; init; }

    /// <summary>The duty phone; null unless <see cref="ShowsPeople"/>.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>Whether this person may open the roster: the lead, or an organiser.</summary>
    public bool RunsIt { get; init; }

    /// <summary>The series it was made from, for its organisers; null for one of its own.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>Whether this person organises for the organisation.</summary>
    public bool Organises { get; init; }

    /// <summary>The names of the kinds of qualification, where positions ask for any.</summary>
    public IReadOnlyDictionary<Guid, LocalText> Kinds { get; init; } = new Dictionary<Guid, LocalText>();

    /// <summary>Until when an organiser answers who asks for a place now.</summary>
    public required DateTimeOffset AnsweredBy { get; init; }

    /// <summary>Whether its organisers may still undo that it was called off.</summary>
    public bool MayReinstate { get; init; }

    /// <summary>The moment everything on it is computed from.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What others are compared with when somebody looks for alternatives.</summary>
    public ShiftPlace Place => new(Id, ActivityId, Organisation.Id, StartsAt);
}

/// <summary>A position of a shift's page.</summary>
/// <param name="Obstacles">All that stands in this person's way; empty means bookable.</param>
/// <param name="Coming">Display names of those with a confirmed place; empty unless this person may see them.</param>
public sealed record PositionDetails(ComingPosition Position, IReadOnlyList<Obstacle> Obstacles, IReadOnlyList<string> Coming)
{
    /// <summary>How many people wait for a place.</summary>
    public int Waiting { get; init; }

    /// <summary>Whether this person would have to wait for an answer.</summary>
    public bool NeedsAnswer { get; init; }

    /// <summary>Whether none of its languages is among those this person speaks, where that hinders nobody.</summary>
    public bool WarnsOfLanguage { get; init; }

    /// <summary>Whether it is full and this person may join the line.</summary>
    public bool MayWait => Obstacles.Any(o => o.Kind == ObstacleKind.Full) && WaitingList.Check(Obstacles).Count == 0;
}

/// <summary>One's own booking on a shift.</summary>
public sealed record OwnBooking(Guid Id, Guid PositionId, BookingState State, DateTimeOffset ChangedAt)
{
    /// <summary>Until when an answer is waited for, or null.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Whether it is noted as seen that the site was closed, once the person sees this.</summary>
    public bool HasNews { get; init; }

    /// <summary>Whether the person is asked to confirm again, because the shift changed.</summary>
    public bool IsAskedAgain { get; init; }

    /// <summary>When the person offered the place to somebody they know; null where they did not.</summary>
    public DateTimeOffset? HandedAt { get; init; }

    /// <summary>How many wait before this person; 0 unless waiting.</summary>
    public int Ahead { get; init; }
}
