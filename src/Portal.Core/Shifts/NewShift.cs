namespace Portal.Core.Shifts;

/// <summary>A shift as an organiser plans it, in wall time of the site's zone.</summary>
public sealed record NewShift(Guid ActivityId, DateTime StartsAt, DateTime EndsAt)
{
    /// <summary>Where; null for remote work, which may be a task (see <see cref="RemoteTask"/>): then it starts when it ends.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>The zone of remote work (IANA); a site has its own.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";

    /// <summary>Whether somebody has said that a length above twelve hours is meant, and no slip of start or end.</summary>
    public bool LongOnPurpose { get; init; }

    /// <summary>Who sees it; null for what the activity sets.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>How a booking becomes confirmed.</summary>
    public BookingMode BookingMode { get; init; }

    /// <summary>From when it may be booked, in wall time; null for at once.</summary>
    public DateTime? BookingOpensAt { get; init; }

    /// <summary>Hours before the start until which one may cancel without anyone being told; 0 to 168.</summary>
    public int CancellationHours { get; init; } = 12;

    /// <summary>Who leads it: an active member of the organisation, or null.</summary>
    public Guid? LeadId { get; init; }

    /// <summary>The phone to ring about it; null for the organisation's.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>What is special about this one, in Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>The language of <see cref="Description"/>.</summary>
    public string DescriptionLanguage { get; init; } = Resources.Languages.Default;

    /// <summary>What one can be in it; 1 to 12.</summary>
    public IReadOnlyList<NewPosition> Positions { get; init; } = [];

    /// <summary>The same on another day.</summary>
    public NewShift OnDay(DateOnly day)
    {
        var start = day.ToDateTime(TimeOnly.FromDateTime(StartsAt));
        return this with { StartsAt = start, EndsAt = start + (EndsAt - StartsAt) };
    }

    /// <summary>The same without what nobody can see (see <see cref="TypedText"/>).</summary>
    public NewShift Cleaned() => this with
    {
        DutyPhone = TypedText.Line(DutyPhone) is { Length: > 0 } phone ? phone : null,
        Description = TypedText.Lines(Description) is { Length: > 0 } description ? description : null,
        Positions = [.. Positions.Select(position => position with { Name = position.Name.Each(TypedText.Line) })],
    };
}

/// <summary>A position as an organiser plans it.</summary>
public sealed record NewPosition(LocalText Name, int Minimum, int Capacity)
{
    /// <summary>Codes (ISO 639) of which one must be spoken; empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Whether the languages are the work itself: an interpreter must speak one of them.</summary>
    public bool IsInterpreter { get; init; }

    /// <summary>The kinds of qualification one must hold, all of them.</summary>
    public IReadOnlyList<Guid> Qualifications { get; init; } = [];

    /// <summary>Whether it makes a good first shift.</summary>
    public bool BeginnerFriendly { get; init; }

    /// <summary>Whether another position is planned alike.</summary>
    public bool IsLike(NewPosition other) =>
        (Name, Minimum, Capacity, IsInterpreter, BeginnerFriendly).Equals((other.Name, other.Minimum, other.Capacity, other.IsInterpreter, other.BeginnerFriendly))
        && Languages.ToHashSet(StringComparer.Ordinal).SetEquals(other.Languages) && Qualifications.ToHashSet().SetEquals(other.Qualifications);
}
