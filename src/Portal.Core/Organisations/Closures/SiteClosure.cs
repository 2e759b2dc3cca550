using Portal.Core.Bookings;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.Closures;

/// <summary>A time in which nobody goes to a site: an eviction, a blocked road. While it stands, the site's meeting point is shown to nobody who comes in that time.</summary>
public sealed class SiteClosure
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The site.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SiteId { get; init; }

    /// <summary>From when.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when.</summary>
    [NotPersonal(Because.Planning)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why, for those who had a place.</summary>
    [NotPersonal(Because.Planning)]
    public string? Reason { get; init; }

    /// <summary>Where its shifts went; null where they were cancelled.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? MovedToSiteId { get; init; }

    /// <summary>Who closed it.</summary>
    [Personal("to settle doubts", Tier.Restricted, "12 months", Because.OneselfAndOrganisers)]
    public required Guid ClosedById { get; init; }

    /// <summary>When it was closed.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>When it was opened again early, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? ReopenedAt { get; set; }
}

/// <summary>Somebody who had a place or waited for one where a site closed: whether that person knows by now.</summary>
public sealed class ClosureNotice
{
    /// <summary>The closure.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ClosureId { get; init; }

    /// <summary>The booking.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid BookingId { get; init; }

    /// <summary>Whose it is.</summary>
    [Personal("so that nobody sets off for a closed site", Tier.Restricted, "12 months", Because.OneselfAndOrganisers)]
    public required Guid SupporterId { get; init; }

    /// <summary>When the person opened the page that says so, or null.</summary>
    [Personal("so that nobody sets off for a closed site", Tier.Restricted, "12 months", "organisers of the organisation")]
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>When the person was told by phone, or null.</summary>
    [Personal("so that nobody sets off for a closed site", Tier.Restricted, "12 months", "organisers of the organisation")]
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>Who did.</summary>
    [Personal("so that nobody is rung twice", Tier.Restricted, "12 months", "organisers of the organisation")]
    public Guid? ToldById { get; set; }

    /// <summary>The booking.</summary>
    public Booking? Booking { get; init; }
}

/// <summary>Half an hour in which one organiser sees the phones of those who do not know yet, for one reason. Each phone shown is on record.</summary>
public sealed class CallRound
{
    /// <summary>How long phones are shown.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>How long before a shift phones may be shown.</summary>
    public static readonly TimeSpan OpensBefore = TimeSpan.FromHours(48);

    /// <summary>How long after a shift phones may be shown.</summary>
    public static readonly TimeSpan ClosesAfter = TimeSpan.FromHours(24);

    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int ReasonLength = 200;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The closure.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ClosureId { get; init; }

    /// <summary>Who rings.</summary>
    [Personal("to find misuse", Tier.Restricted, "12 months", "auditors")]
    public required Guid ActorId { get; init; }

    /// <summary>Why.</summary>
    [Personal("to find misuse", Tier.Restricted, "12 months", "auditors")]
    public required string Reason { get; init; }

    /// <summary>When it began.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset StartedAt { get; init; }
}
