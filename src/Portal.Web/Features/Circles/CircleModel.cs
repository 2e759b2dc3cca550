using Portal.Core.Circles;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Updates;

namespace Portal.Web.Features.Circles;

/// <summary>The list of circles.</summary>
public sealed record CircleListModel(CircleFilterForm Form, CircleList List)
{
    /// <summary>The way to the other pages.</summary>
    public PagerModel Pager => new(List.Page, List.Pages, Form.Address);
}

/// <summary>The page of a circle.</summary>
/// <param name="IsSignedIn">Whether the reader could join.</param>
public sealed record CircleModel(CirclePage Page, bool IsSignedIn, DateTimeOffset Now)
{
    /// <summary>The newest that is said in it; null for whoever does not belong to it.</summary>
    public UpdateListModel? News { get; init; }

    /// <summary>The circle.</summary>
    public SupporterCircle Circle => Page.Circle;

    /// <summary>Its address.</summary>
    public string Address => CirclePaths.Of(Circle.Slug);
}
