using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core;
using Portal.Core.Needs;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Needs;

/// <summary>One page of what is short, as it was asked for by the address.</summary>
public sealed record NeedListModel(NeedFilter Filter, NeedPage Page)
{
    /// <summary>The way to the other pages.</summary>
    public PagerModel Pager => new(Page.Page, Page.Pages, page => Address("/needs", Filter, page));

    /// <summary>The same as a file.</summary>
    public string File => Address("/needs.csv", Filter);

    /// <summary>The filter of an address; what it cannot be is none.</summary>
    public static NeedFilter FilterOf(string? organisation, string? urgency) => new(
        string.IsNullOrWhiteSpace(organisation) || !TypedText.IsReadable(organisation) ? null : organisation,
        Enum.GetValues<NeedUrgency>().Where(known => string.Equals($"{known}", urgency, StringComparison.OrdinalIgnoreCase)).Select(known => (NeedUrgency?)known).FirstOrDefault());

    /// <summary>How an address says an urgency.</summary>
    public static string Word(NeedUrgency urgency) => urgency switch { NeedUrgency.Urgent => "urgent", NeedUrgency.Soon => "soon", _ => "ordinary" };

    private static string Address(string path, NeedFilter filter, int page = 1)
    {
        var query = new QueryBuilder();
        if (filter.Organisation is { } organisation)
        {
            query.Add("organisation", organisation);
        }

        if (filter.Urgency is { } urgency)
        {
            query.Add("urgency", Word(urgency));
        }

        if (page > 1)
        {
            query.Add("page", $"{page}");
        }

        return $"{path}{query}";
    }
}
