namespace Portal.Core.Shifts;

/// <summary>What a reader of the list asked for. Everything unset means everything.</summary>
public sealed record ShiftFilter
{
    /// <summary>From this day on, in each shift's own zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Up to and including this day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>The organisation's slug.</summary>
    public string? Organisation { get; init; }

    /// <summary>The area's slug.</summary>
    public string? Area { get; init; }

    /// <summary>A part of a position's name, in any language.</summary>
    public string? Role { get; init; }

    /// <summary>True for work from home only, false for work on site only.</summary>
    public bool? Remote { get; init; }

    /// <summary>Only what this person can book now.</summary>
    public bool Bookable { get; init; }

    /// <summary>How many shifts a page holds at most.</summary>
    public int Size { get; init; } = ShiftPage.Size;

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;
}
