using Portal.Core.Updates;
using Portal.Core.Updates.Planned;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>One page of the updates of the reader's organisations.</summary>
public sealed record OwnUpdatesModel(OwnUpdatePage Page, DateTimeOffset Now)
{
    /// <summary>What waits for its moment; shown above the first page.</summary>
    public IReadOnlyList<PlannedCard> Planned { get; init; } = [];

    /// <summary>How many pictures wait for somebody to look at them, where the reader may be the one.</summary>
    public int PicturesWaiting { get; init; }

    /// <summary>The way to its other pages.</summary>
    public PagerModel Pager => new(Page.Page, Page.Pages, page => $"/organise/updates?page={page}");
}
