using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Shifts;

/// <summary>One page of the list for one reader.</summary>
/// <param name="SomeUnread">Whether a filter in the address could not be read and was left out.</param>
public sealed record ShiftListModel(ShiftPage Page, ShiftListForm Form, bool SomeUnread)
{
    /// <summary>The shifts by their day, on site and from home alike; the order is that of the list.</summary>
    public IEnumerable<IGrouping<DateOnly, ListedShift>> Days => Page.Shifts.GroupBy(listed => listed.Shift.Day);

    /// <summary>Whether some can be done from home, which are told in the reader's time.</summary>
    public bool HasRemote => Page.Shifts.Any(listed => listed.Shift.Remote);

    /// <summary>The pages.</summary>
    public PagerModel Pager => new(Page.Page, Page.Pages, page => Form.Address(page));

    /// <summary>Whether anything narrows the list.</summary>
    public bool IsFiltered => Form.Count > 0 || Form.Bookable;
}
