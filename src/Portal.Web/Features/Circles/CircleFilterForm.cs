using Microsoft.AspNetCore.Http.Extensions;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Circles;

namespace Portal.Web.Features.Circles;

/// <summary>What the address of the list asks for. What is no choice asks for nothing.</summary>
public sealed class CircleFilterForm
{
    /// <summary>A country's code, or <see cref="CirclePlan.Online"/>.</summary>
    public string? Place { get; set; }

    /// <summary>The code of a spoken language.</summary>
    public string? Language { get; set; }

    /// <summary>Words.</summary>
    public string? Text { get; set; }

    /// <summary>Whether anything is asked for.</summary>
    public bool IsFiltered => ToFilter() is not { Country: null, Language: null, Online: false, Text: null };

    /// <summary>As the query takes it.</summary>
    public CircleFilter ToFilter() => new(
        Place is { } place && Countries.Contains(place) ? place : null,
        Language is { } language && SpokenLanguages.Contains(language) ? language : null,
        Place == CirclePlan.Online,
        string.IsNullOrWhiteSpace(Text) ? null : TypedText.Start(Text, SupporterCircle.NameLength));

    /// <summary>The address of a page of the same.</summary>
    public string Address(int page)
    {
        var filter = ToFilter();
        var query = new QueryBuilder();
        Add(query, "place", filter.Online ? CirclePlan.Online : filter.Country);
        Add(query, "language", filter.Language);
        Add(query, "text", filter.Text);
        Add(query, "page", page > 1 ? $"{page}" : null);
        return CirclePaths.All + query.ToQueryString();
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }
}
