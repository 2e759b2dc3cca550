using Portal.Core.Updates;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Updates;

/// <summary>One page of the feed at one moment, for a reader who has joined or not.</summary>
public sealed record UpdateListModel(UpdatePage Page, DateTimeOffset Now, bool HasJoined)
{
    /// <summary>What the page's script follows, as in <c>public:12,community:7</c>; nothing on the pages behind the first.</summary>
    public string? Follow => Page.Page == 1 ? FollowOf(Page) : null;

    /// <summary>The way to the other pages.</summary>
    public PagerModel Pager => new(Page.Page, Page.Pages, page => page == 1 ? "/updates" : $"/updates?page={page}");

    /// <summary>The channels of a page, each with the number it was rendered at.</summary>
    public static string FollowOf(UpdatePage page) => string.Join(',', page.Heads.OrderByDescending(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}:{h.Value}"));
}

/// <summary>One update and the moment of the page.</summary>
public sealed record UpdateModel(UpdateCard Card, DateTimeOffset Now);
