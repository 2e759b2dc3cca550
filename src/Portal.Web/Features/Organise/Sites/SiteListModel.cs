using Portal.Core.Organisations.Closures;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>The sites of an organiser's organisations, and which are closed now or soon, told from <see cref="Now"/>.</summary>
public sealed record SiteListModel(IReadOnlyList<SiteLine> Sites, IReadOnlyList<ClosedSite> Closed, DateTimeOffset Now)
{
    /// <summary>How many days ahead a closure is told.</summary>
    public const int Days = 31;

    /// <summary>The next closure of a site; null where it is open.</summary>
    public ClosedSite? ClosureOf(SiteLine site) => Closed.FirstOrDefault(closed => closed.SiteId == site.Id);
}
