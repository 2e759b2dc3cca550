using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.Web.Features.Shared;

/// <summary>What is known of a field while it is written: its full name, its value, what is wrong, what describes it.</summary>
public sealed class FieldState(ViewContext page, ModelExpression expression, string? hint)
{
    /// <summary>The page that is being written.</summary>
    public ViewContext Page { get; } = page;

    /// <summary>The property of the form.</summary>
    public ModelExpression For { get; } = expression;

    /// <summary>The name under which the browser sends it.</summary>
    public string Name { get; } = page.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);

    /// <summary>What is wrong with it, in words.</summary>
    public IReadOnlyList<string> Errors =>
        Page.ViewData.ModelState.TryGetValue(Name, out var entry) ? [.. entry.Errors.Select(error => error.ErrorMessage)] : [];

    /// <summary>The ids of hint and message, or null when there is neither.</summary>
    public string? DescribedBy
    {
        get
        {
            var ids = new List<string>();
            if (hint is not null)
            {
                ids.Add(FieldIds.Hint(Name));
            }

            if (Errors.Count > 0)
            {
                ids.Add(FieldIds.Wrong(Name));
            }

            return ids.Count == 0 ? null : string.Join(' ', ids);
        }
    }

    /// <summary>The values now chosen: those that were sent, otherwise the model's.</summary>
    public IReadOnlySet<string> Chosen()
    {
        var value = Page.ViewData.ModelState.TryGetValue(Name, out var entry) && entry.RawValue is { } sent ? sent : For.Model;
        var values = value is IEnumerable several and not string ? several.Cast<object?>() : [value];
        return values.Select(one => Convert.ToString(one, CultureInfo.InvariantCulture) ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
