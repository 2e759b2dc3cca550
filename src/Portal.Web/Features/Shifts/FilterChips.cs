using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Shifts;

/// <summary>One filter that is set, in words, and the address of the list without it.</summary>
public sealed record FilterChip(string Words, string Without);

/// <summary>The filters that are set, so that the folded filter bar hides nothing of them.</summary>
public static class FilterChips
{
    /// <summary>One chip a filter, in the order of the fields.</summary>
    public static IEnumerable<FilterChip> Of(ShiftListForm form, ShiftFacets facets, Phrasebook texts)
    {
        if (!form.IsWeek && form.From is { } from)
        {
            yield return new(texts["Shifts.Filter.FromDay", DayOf(from)], form.Without("from"));
        }

        if (!form.IsWeek && form.To is { } to)
        {
            yield return new(texts["Shifts.Filter.ToDay", DayOf(to)], form.Without("to"));
        }

        if (form.Organisation is { } organisation)
        {
            yield return new(facets.Organisations.FirstOrDefault(o => o.Slug == organisation)?.Name ?? organisation, form.Without("organisation"));
        }

        if (form.Area is { } area)
        {
            yield return new(facets.Areas.FirstOrDefault(a => a.Slug == area)?.Name.ToString() ?? area, form.Without("area"));
        }

        if (form.Role is { } role)
        {
            yield return new(role, form.Without("role"));
        }

        if (form.Remote is { } remote)
        {
            yield return new(texts[remote ? "Shifts.FromHome" : "Shifts.OnSite"], form.Without("remote"));
        }
    }

    private static string DayOf(DateOnly day) => Days.Of(day, "d MMMM");
}
