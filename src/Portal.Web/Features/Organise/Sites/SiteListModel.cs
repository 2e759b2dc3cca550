using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy.Reveals;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>The sites of an organiser's organisations, and which are closed now or soon, told from <see cref="Now"/>.</summary>
public sealed record SiteListModel(IReadOnlyList<SiteLine> Sites, IReadOnlyList<ClosedSite> Closed, DateTimeOffset Now)
{
    /// <summary>How many days ahead a closure is told.</summary>
    public const int Days = 31;

    /// <summary>What is paused.</summary>
    public required IReadOnlyList<StandingPause> Pauses { get; init; }

    /// <summary>The organisations that have sites, and whether each is paused.</summary>
    public IEnumerable<PauseForm> PauseForms => Sites.DistinctBy(site => site.OrganisationId)
        .Select(site => new PauseForm($"/organise/organisations/{site.OrganisationId}", nameof(RevealScope.Organisation), site.Organisation, Pauses.Any(pause => pause.SubjectId == site.OrganisationId)));

    /// <summary>The next closure of a site; null where it is open.</summary>
    public ClosedSite? ClosureOf(SiteLine site) => Closed.FirstOrDefault(closed => closed.SiteId == site.Id);
}
