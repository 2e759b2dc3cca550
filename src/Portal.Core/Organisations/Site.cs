using Portal.Core.Privacy;

namespace Portal.Core.Organisations;

/// <summary>Where work happens, as far as the public may know: an area. The exact point stands in <see cref="MeetingPoint"/>.</summary>
public sealed class Site
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who works there.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>The public area, such as "Calais east".</summary>
    [NotPersonal(Because.PublicFact)]
    public required LocalText Area { get; set; }

    /// <summary>The area's name in addresses: lower-case letters, digits and hyphens; shared by sites of one area.</summary>
    [NotPersonal(Because.PublicFact)]
    public required string AreaSlug { get; set; }

    /// <summary>IANA name of the time zone.</summary>
    [NotPersonal(Because.PublicFact)]
    public string TimeZone { get; set; } = "Europe/Paris";

    /// <summary>Whether the organisation publishes the exact point (a warehouse, a reception), so that a first booking needs no approval.</summary>
    [NotPersonal(Because.Planning)]
    public bool PointIsPublic { get; set; }
}
