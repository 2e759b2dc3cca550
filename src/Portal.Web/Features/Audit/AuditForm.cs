using System.Globalization;
using Portal.Core.Privacy.Audit;

namespace Portal.Web.Features.Audit;

/// <summary>What an auditor looks for; what is no value looks for nothing.</summary>
public sealed class AuditForm
{
    /// <summary>One kind of deed. It cannot be called an action: that is a value of each route.</summary>
    public string? What { get; set; }

    /// <summary>A pseudonym.</summary>
    public string? Who { get; set; }

    /// <summary>The address name of an organisation.</summary>
    public string? Organisation { get; set; }

    /// <summary>The first day.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>What is looked for.</summary>
    public AuditSearch ToSearch() => new() { Action = What, Who = Who, Organisation = Organisation, From = From, Until = Until, Page = Page };

    /// <summary>The address of a page of the list with these filters.</summary>
    public string Address(int page)
    {
        var values = new (string Name, string? Value)[]
        {
            ("what", What), ("who", Who), ("organisation", Organisation), ("from", From?.ToString("O", CultureInfo.InvariantCulture)), ("until", Until?.ToString("O", CultureInfo.InvariantCulture)),
            ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        };
        return "/audit?" + string.Join('&', values.Where(one => !string.IsNullOrWhiteSpace(one.Value)).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
    }
}

/// <summary>What the page shows.</summary>
public sealed record AuditModel(AuditForm Form, AuditPage Found);
