using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Mail;

namespace Portal.Core.Shifts.Changes;

/// <summary>What came of changing a shift.</summary>
public sealed record ChangeOutcome(ChangeResult Result)
{
    /// <summary>Everything that is wrong with the plan; empty unless <see cref="ChangeResult.Wrong"/>.</summary>
    public IReadOnlyList<PlanFault> Faults { get; init; } = [];

    /// <summary>Whether a wall time that does not exist (a clock change) was moved forward.</summary>
    public bool ClockMoved { get; init; }

    /// <summary>Who is affected and how: of what would be done, or was.</summary>
    public ChangePreview? Preview { get; init; }
}

/// <summary>How changing a shift ended.</summary>
public enum ChangeResult
{
    /// <summary>Nothing is changed; the preview says what would come of it.</summary>
    Previewed,

    /// <summary>Nothing is changed: since the preview somebody booked, gave a place back or answered. The preview is anew.</summary>
    PreviewedAnew,

    /// <summary>It is done, and those concerned are written to.</summary>
    Changed,

    /// <summary>Something is wrong with the plan.</summary>
    Wrong,

    /// <summary>Somebody else changed the shift meanwhile; nothing of this was.</summary>
    Stale,

    /// <summary>It was called off, or is over.</summary>
    NotPossible,

    /// <summary>There is no such shift in this person's organisations.</summary>
    NotFound,
}

/// <summary>Who is affected by a change, what they get, and what the organiser has yet to decide.</summary>
/// <param name="Seal">Stands for all of it: whoever applies the change says which preview was seen.</param>
public sealed record ChangePreview(string Seal, IReadOnlyList<AffectedPerson> People)
{
    /// <summary>Positions with fewer places than people, about whom nothing is decided yet.</summary>
    public IReadOnlyList<Surplus> Undecided { get; init; } = [];

    /// <summary>Positions that will have more people than places.</summary>
    public IReadOnlyList<Surplus> Overbooked { get; init; } = [];

    /// <summary>One example of each letter in each language.</summary>
    public IReadOnlyList<LetterExample> Letters { get; init; } = [];

    /// <summary>Positions that are taken off the shift and stay in the history of who had once booked them.</summary>
    public IReadOnlyList<LocalText> Retired { get; init; } = [];

    /// <summary>How many of those who wait a place is kept for.</summary>
    public int Promoted { get; init; }

    /// <summary>How many people are written to.</summary>
    public int Told => People.Count(p => p.Fate != ChangeFate.Restored);
}

/// <summary>Somebody whom a change affects.</summary>
public sealed record AffectedPerson(Guid BookingId, Guid SupporterId, string Name, string Language, ChangeFate Fate)
{
    /// <summary>As what the person comes.</summary>
    public required LocalText Position { get; init; }

    /// <summary>Where the booking stood before.</summary>
    public required BookingState State { get; init; }

    /// <summary>Whether the person was being asked to confirm again already: the place is theirs, and not offered.</summary>
    public bool WasAskedAgain { get; init; }

    /// <summary>Until when the place is held for an answer; null where none is asked for.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Why the person could not confirm as things stand. What somebody does elsewhere is nobody's business: kinds only.</summary>
    public IReadOnlyList<ObstacleKind> Hindered { get; init; } = [];

    /// <summary>The message, where one is written or still waits to be.</summary>
    internal Message? Message { get; init; }
}

/// <summary>What a change means to one person.</summary>
public enum ChangeFate
{
    /// <summary>Is told.</summary>
    Told,

    /// <summary>Is asked to confirm again; the place is held meanwhile.</summary>
    Asked,

    /// <summary>Stands first in the line.</summary>
    ToLine,

    /// <summary>Has no place any more.</summary>
    Cancelled,

    /// <summary>It is again what this person agreed to, and nothing was sent yet.</summary>
    Restored,
}

/// <summary>A position with more people than places.</summary>
public sealed record Surplus(Guid PositionId, LocalText Name, int Over, IReadOnlyList<SurplusPerson> People)
{
    /// <summary>How many of the places groups hold that nobody has claimed yet: those who run the shift can free them on its roster.</summary>
    public int HeldForGroups { get; init; }
}

/// <summary>One of them, the last to come first.</summary>
public sealed record SurplusPerson(Guid BookingId, string Name, BookingState State, DateTimeOffset Since);

/// <summary>A letter as one of its readers will get it, without what only concerns that reader.</summary>
/// <param name="Readers">How many get it in this language.</param>
public sealed record LetterExample(ChangeFate Fate, string Language, int Readers, Letter Letter);
