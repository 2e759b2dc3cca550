using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Shifts;

/// <summary>What stands around the tickets of the list, kept for all readers whom the snapshot offers the very same choices and needs.</summary>
public sealed class ListShelf
{
    private readonly Shelf<object, ListLook> _drawn = new();

    /// <summary>The filters. Drawn anew where one is set: what somebody typed is theirs.</summary>
    public async ValueTask<IHtmlContent> FiltersAsync(IHtmlHelper html, ShiftListModel model)
    {
        Task<IHtmlContent> DrawAsync() => html.PartialAsync("_Filters", model);
        return model.Form.Count > 0 ? await DrawAsync() : await _drawn.GetAsync(model.Page.Facets, Look(model.Form.Bookable, model.Form.IsWeek), DrawAsync);
    }

    /// <summary>What shifts that the reader does not see need.</summary>
    public ValueTask<IHtmlContent> NeedsAsync(IHtmlHelper html, ShiftListModel model) =>
        _drawn.GetAsync(model.Page.Needs, Look(bookable: false), () => html.PartialAsync("_Needs", model.Page.Needs));

    private static ListLook Look(bool bookable, bool isWeek = false) => new(CultureInfo.CurrentUICulture.Name, bookable, isWeek);

    private readonly record struct ListLook(string Language, bool Bookable, bool IsWeek);
}
