using Microsoft.AspNetCore.Mvc.Rendering;

namespace Portal.Web.Features.Shared;

/// <summary>The words above the fields that a page has written, in the order of the page, by which the summary of what is wrong names them.</summary>
public static class FieldLabels
{
    private static readonly object Kept = new();

    /// <summary>Remembers the words of a field while the page is written.</summary>
    public static void Keep(ViewContext page, string name, string label)
    {
        if (page.HttpContext.Items[Kept] is not List<(string, string)> labels)
        {
            page.HttpContext.Items[Kept] = labels = [];
        }

        labels.Add((name, label));
    }

    /// <summary>The fields written so far, with their words.</summary>
    public static IReadOnlyList<(string Name, string Label)> Of(ViewContext page) =>
        page.HttpContext.Items[Kept] as List<(string, string)> ?? [];
}
