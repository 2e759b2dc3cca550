using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core.Accounts;
using Portal.Core.Actions;

namespace Portal.Web.Features.Actions;

/// <summary>The filters of the list, as they stand in the address; what is not understood is no filter.</summary>
public sealed class ActionListForm
{
    /// <summary>What an action asks for.</summary>
    public string? Kind { get; set; }

    /// <summary>The code of a language in which it can be done.</summary>
    public string? Language { get; set; }

    /// <summary>Those that are over instead of those that run.</summary>
    public bool Past { get; set; }

    /// <summary>The page, from 1.</summary>
    public string? Page { get; set; }

    /// <summary>The page, from 1.</summary>
    public int PageNumber => int.TryParse(Page, out var page) ? Math.Clamp(page, 1, 10_000) : 1;

    /// <summary>How many filters are set.</summary>
    public int Count => (Filter().Kind is null ? 0 : 1) + (Filter().Language is null ? 0 : 1);

    /// <summary>What to look for.</summary>
    public ActionFilter Filter() => new(
        Enum.GetValues<ActionKind>().Cast<ActionKind?>().FirstOrDefault(kind => string.Equals(kind.ToString(), Kind, StringComparison.OrdinalIgnoreCase)),
        Language is { } code && SpokenLanguages.Contains(code) ? code : null,
        Past);

    /// <summary>The address of a page of this list.</summary>
    public string Address(int page)
    {
        var (filter, query) = (Filter(), new QueryBuilder());
        foreach (var (name, value) in new[] { ("kind", filter.Kind?.ToString().ToLowerInvariant()), ("language", filter.Language), ("past", Past ? "true" : null), ("page", page > 1 ? $"{page}" : null) })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return "/actions" + query.ToQueryString();
    }
}
