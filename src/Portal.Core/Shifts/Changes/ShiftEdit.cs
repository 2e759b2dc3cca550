namespace Portal.Core.Shifts.Changes;

/// <summary>A shift as an organiser wants it to be.</summary>
/// <param name="Plan">All of it, in wall time of the site's zone; what the form of a new shift does not ask for stays as it is.</param>
/// <param name="Seen">The revision that the organiser saw.</param>
public sealed record ShiftEdit(NewShift Plan, int Seen)
{
    /// <summary>Which existing position each of the plan's is, in order; null for a new one. Those that are missing are removed.</summary>
    public IReadOnlyList<Guid?> Positions { get; init; } = [];

    /// <summary>Whether everybody keeps the place where there are fewer places than people.</summary>
    public bool KeepsEveryone { get; init; }

    /// <summary>What becomes of some of those who have a place, by booking, where not all can keep it.</summary>
    public IReadOnlyDictionary<Guid, SurplusChoice> Choices { get; init; } = new Dictionary<Guid, SurplusChoice>();

    /// <summary>What the organiser was shown to come of it; null to be shown it first. Where it would be something else by now, nothing is changed.</summary>
    public string? Preview { get; init; }
}

/// <summary>What becomes of somebody for whom there is no place any more.</summary>
public enum SurplusChoice
{
    /// <summary>Stands first in the line.</summary>
    ToLine,

    /// <summary>Is told that there is no place.</summary>
    Cancel,
}
