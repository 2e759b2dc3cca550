using Portal.Core.Privacy;

namespace Portal.Core.Organisations;

/// <summary>
/// The exact point of a site, sealed. One class opens it (<c>MeetingPointReader</c>), one endpoint serves it; no list, mail or
/// search has a property for it.
/// </summary>
public sealed class MeetingPoint
{
    /// <summary>The site; one point each.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SiteId { get; init; }

    /// <summary>The text, sealed under the site's data key.</summary>
    [Personal("to know where to go", Tier.Secret, "7 days after the shift", "people with a confirmed place, shortly before; organisers")]
    public required byte[] Sealed { get; set; }

    /// <summary>Raised whenever the point moves.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Version { get; set; }

    /// <summary>When it was last moved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset MovedAt { get; set; }
}
