using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Shifts;

/// <summary>One page of the list for one reader.</summary>
/// <param name="SomeUnread">Whether a filter in the address could not be read and was left out.</param>
public sealed record ShiftListModel(ShiftPage Page, ShiftListForm Form, bool SomeUnread)
{
    /// <summary>The shifts on site by their day; the order is that of the list.</summary>
    public IEnumerable<IGrouping<DateOnly, ListedShift>> Days => Page.Shifts.Where(listed => !listed.Shift.Remote).GroupBy(listed => listed.Shift.Day);

    /// <summary>The shifts from home.</summary>
    public IReadOnlyList<ListedShift> FromHome { get; } = [.. Page.Shifts.Where(listed => listed.Shift.Remote)];

    /// <summary>The pages.</summary>
    public PagerModel Pager => new(Page.Page, Page.Pages, page => Form.Address(page));

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsFiltered => Form.Count > 0 || Form.Bookable;
}
