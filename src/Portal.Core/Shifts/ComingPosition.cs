namespace Portal.Core.Shifts;

/// <summary>A position with its numbers at one moment.</summary>
public sealed record ComingPosition(Guid Id, LocalText Name)
{
    /// <summary>How many places there are.</summary>
    public required int Capacity { get; init; }

    /// <summary>Below this the shift is in trouble.</summary>
    public required int Minimum { get; init; }

    /// <summary>How many bookings hold a place.</summary>
    public required int Held { get; init; }

    /// <summary>How many freed places are kept for others.</summary>
    public required int Reserved { get; init; }

    /// <summary>How many of those who hold a place look for somebody to take it over.</summary>
    public int Seeking { get; init; }

    /// <summary>Until when a place may be taken; null while it may not.</summary>
    public required DateTimeOffset? BookableUntil { get; init; }

    /// <summary>Whether it makes a good first shift.</summary>
    public required bool BeginnerFriendly { get; init; }

    /// <summary>Codes (ISO 639) of which one must be spoken; empty for any.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>Whether one of them must be spoken.</summary>
    public bool IsInterpreter { get; init; }

    /// <summary>The kinds of qualification one must hold, all of them.</summary>
    public IReadOnlyList<Guid> Qualifications { get; init; } = [];

    /// <summary>Raised with every change of the numbers.</summary>
    public required long Version { get; init; }

    /// <summary>Places one can take now, those that look for cover among them.</summary>
    public int Free => Math.Max(0, Capacity - Held - Reserved + Seeking);

    /// <inheritdoc />
    public bool Equals(ComingPosition? other) => other is not null && Values.Equals(other.Values) && Languages.SequenceEqual(other.Languages) && Qualifications.SequenceEqual(other.Qualifications);

    /// <inheritdoc />
    public override int GetHashCode() => Id.GetHashCode();

    private (Guid Id, LocalText, int, int, int, int, int, DateTimeOffset?, bool, bool, long) Values =>
        (Id, Name, Capacity, Minimum, Held, Reserved, Seeking, BookableUntil, BeginnerFriendly, IsInterpreter, Version);
}
