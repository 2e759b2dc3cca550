namespace Portal.Core.Privacy;

/// <summary>What came of asking for a meeting point.</summary>
/// <param name="Point">The text; null unless <see cref="MeetingPointResult.Shown"/>.</param>
/// <param name="OpensAt">From when it can be read; set for <see cref="MeetingPointResult.NotYet"/>.</param>
/// <param name="OpenedBefore">When this person opened it last before now by the same booking, or null.</param>
public sealed record MeetingPointOutcome(MeetingPointResult Result, string? Point = null, DateTimeOffset? OpensAt = null, DateTimeOffset? OpenedBefore = null)
{
    /// <summary>When it was last moved; set with the point.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>Whether it is a joining link or document, because the shift is done from home.</summary>
    public bool IsLink { get; init; }

    /// <summary>The shift; null when the booking is not this person's.</summary>
    public Guid? ShiftId { get; init; }

    /// <summary>What is done in it, with <see cref="ShiftId"/>.</summary>
    public LocalText? Activity { get; init; }

    /// <summary>When it starts, with <see cref="ShiftId"/>.</summary>
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends, with <see cref="ShiftId"/>.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>The zone in which its times are told, with <see cref="ShiftId"/>.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The organisation's duty phone, for those with a confirmed place.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>Where the organisation can be written to, for those with a confirmed place and no phone to ring.</summary>
    public string? Email { get; init; }

    /// <summary>Says nothing of the point, so that it does not reach a log by accident.</summary>
    public override string ToString() => $"MeetingPointOutcome({Result})";
}

/// <summary>How asking for a meeting point ended.</summary>
public enum MeetingPointResult
{
    /// <summary>Shown, and on record.</summary>
    Shown,

    /// <summary>It opens later.</summary>
    NotYet,

    /// <summary>The shift is over.</summary>
    Over,

    /// <summary>The site is closed: nobody goes there.</summary>
    Closed,

    /// <summary>Revealing is paused, for this shift, its organisation or the coalition: the duty phone helps.</summary>
    Paused,

    /// <summary>This person gets it by the duty phone for a while: places were given back several times after their points had been opened.</summary>
    HeldBack,

    /// <summary>The current code of conduct must be accepted first.</summary>
    CodeOfConductNeeded,

    /// <summary>It is open, and the person must show first, on this device, who they are.</summary>
    ProofNeeded,

    /// <summary>Asked more than ten times within an hour.</summary>
    TooOften,

    /// <summary>An administrator who organises for that organisation reads it as its organisers do.</summary>
    OrdinaryWay,

    /// <summary>Breaking the glass asks for a reason that says something.</summary>
    NoReason,

    /// <summary>None is stored: told by phone only, or from home not needed.</summary>
    None,

    /// <summary>Not for this person, or the rule could not be checked.</summary>
    No,
}
