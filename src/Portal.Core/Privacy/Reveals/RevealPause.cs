namespace Portal.Core.Privacy.Reveals;

/// <summary>
/// That meeting points are shown to nobody who comes: for one shift, an organisation, or the whole coalition. It stands as long as its row is there;
/// who paused and resumed is in the record.
/// </summary>
public sealed class RevealPause
{
    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int ReasonLength = 200;

    /// <summary>What stands for the coalition as a whole.</summary>
    public static readonly Guid Everywhere = Guid.Empty;

    /// <summary>The shift or the organisation; <see cref="Everywhere"/> for the coalition. One of each at most.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SubjectId { get; init; }

    /// <summary>What is paused.</summary>
    [NotPersonal(Because.Planning)]
    public required RevealScope Scope { get; init; }

    /// <summary>The organisation; null for the coalition.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? OrganisationId { get; init; }

    /// <summary>The shift, where it is for one only.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? ShiftId { get; init; }

    /// <summary>Since when.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Who paused it.</summary>
    [Personal("to settle doubts", Tier.Restricted, "until it is resumed", Because.OneselfAndOrganisers)]
    public required Guid ById { get; init; }

    /// <summary>Why, where somebody said so; for organisers only.</summary>
    [NotPersonal(Because.Planning)]
    public string? Reason { get; init; }
}

/// <summary>How far a pause reaches.</summary>
public enum RevealScope
{
    /// <summary>One shift.</summary>
    Shift,

    /// <summary>All shifts of an organisation.</summary>
    Organisation,

    /// <summary>All shifts of all.</summary>
    Coalition,
}
