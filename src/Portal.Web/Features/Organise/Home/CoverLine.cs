using Portal.Core;

namespace Portal.Web.Features.Organise.Home;

/// <summary>How one position of one shift is filled.</summary>
public sealed record CoverLine(
    Guid ShiftId,
    Guid PositionId,
    Guid ActivityId,
    LocalText Activity,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    TimeZoneInfo Zone,
    LocalText Position,
    int Held,
    int Minimum,
    int Capacity)
{
    /// <summary>How many are missing from its minimum.</summary>
    public int Missing => Math.Max(0, Minimum - Held);
}
