using System.Globalization;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>The filters of the organisers' list as they stand in its address.</summary>
public sealed class PlanListForm
{
    /// <summary>Only drafts, published or cancelled ones.</summary>
    public ShiftStatus? Status { get; set; }

    /// <summary>Those that are over.</summary>
    public bool Past { get; set; }

    /// <summary>Those that start on one day.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Whether all of the page are chosen to be changed together.</summary>
    public bool All { get; set; }

    /// <summary>The address of a page of the list with these filters.</summary>
    public string Address(int page)
    {
        var values = new[]
        {
            Status is { } status ? $"status={status}" : null,
            Past ? "past=true" : null,
            Day is { } day ? $"day={day:yyyy-MM-dd}" : null,
            page > 1 ? $"page={page.ToString(CultureInfo.InvariantCulture)}" : null,
        };
        return "/organise/shifts?" + string.Join('&', values.OfType<string>());
    }
}
