using Microsoft.AspNetCore.Mvc.Rendering;

namespace Portal.Web.Features.Shared;

/// <summary>The words above the fields that a page has written, by which the summary of what is wrong names them.</summary>
public static class FieldLabels
{
    private static readonly object Kept = new();

    /// <summary>Remembers the words of a field while the page is written.</summary>
    public static void Keep(ViewContext page, string name, string label) => Of(page)[name] = label;

    /// <summary>The words of a field, or null for one that the page does not have.</summary>
    public static string? Find(ViewContext page, string name) => Of(page).GetValueOrDefault(name);

    private static Dictionary<string, string> Of(ViewContext page)
    {
        var items = page.HttpContext.Items;
        if (items[Kept] is not Dictionary<string, string> labels)
        {
            items[Kept] = labels = new(StringComparer.Ordinal);
        }

        return labels;
    }
}
