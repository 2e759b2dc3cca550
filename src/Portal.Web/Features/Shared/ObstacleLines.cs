using Portal.Core;
using Portal.Core.Bookings.Rules;

namespace Portal.Web.Features.Shared;

/// <summary>All that stands in a reader's way, each with what to do about it.</summary>
/// <param name="Zone">The zone in which moments are told.</param>
/// <param name="Back">The page that what is done about it leads back to.</param>
public sealed record ObstacleLines(IReadOnlyList<Obstacle> Obstacles, TimeZoneInfo Zone, DateTimeOffset AsOf, string Back)
{
    /// <summary>The names of the qualifications that are spoken of.</summary>
    public required IReadOnlyDictionary<Guid, LocalText> Kinds { get; init; }

    /// <summary>Whether something else on the page is the first thing to do.</summary>
    public bool IsQuiet { get; init; }
}
