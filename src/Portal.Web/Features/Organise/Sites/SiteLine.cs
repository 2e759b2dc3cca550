using Portal.Core;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>A site as its organisers' list shows it.</summary>
public sealed record SiteLine
{
    /// <summary>The site.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its public area.</summary>
    public required LocalText Area { get; init; }

    /// <summary>The organisation whose it is.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>Its name.</summary>
    public required string Organisation { get; init; }

    /// <summary>Hours before a shift from which the point is shown.</summary>
    public required int RevealHours { get; init; }

    /// <summary>Whether the organisation publishes the point.</summary>
    public required bool PointIsPublic { get; init; }

    /// <summary>IANA name of its zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When the point was set or moved last; null where none is stored.</summary>
    public DateTimeOffset? PointMovedAt { get; init; }
}
