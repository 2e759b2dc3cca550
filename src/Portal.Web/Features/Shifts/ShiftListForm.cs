using System.Globalization;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Shifts;

/// <summary>The filters of the list as they stand in its address. What cannot be read counts as not asked for.</summary>
public sealed class ShiftListForm
{
    /// <summary>From this day on.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Up to and including this day.</summary>
    public DateOnly? To { get; set; }

    /// <summary>An organisation's name in addresses.</summary>
    public string? Organisation { get; set; }

    /// <summary>An area's name in addresses.</summary>
    public string? Area { get; set; }

    /// <summary>A part of a position's name.</summary>
    public string? Role { get; set; }

    /// <summary>Work from home only, or on site only.</summary>
    public bool? Remote { get; set; }

    /// <summary>Only what the reader can book.</summary>
    public bool Bookable { get; set; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>How many filters are set, the switch of its own not counted.</summary>
    public int Count => new object?[] { From, To, Organisation, Area, Role, Remote }.Count(value => value is not null);

    /// <summary>The same for the shared snapshot. Nobody but a signed-in reader can book.</summary>
    public ShiftFilter ToFilter(bool isSignedIn) => new()
    {
        From = From,
        To = To,
        Organisation = Organisation,
        Area = Area,
        Role = Role,
        Remote = Remote,
        Bookable = Bookable && isSignedIn,
        Page = Math.Max(1, Page),
    };

    /// <summary>The address of the list with these filters, on a page, with or without the switch.</summary>
    public string Address(int page = 1, bool? bookable = null) => AddressOf(Values(page, bookable));

    /// <summary>The address of the list's first page with these filters but one.</summary>
    public string Without(string filter) => AddressOf(Values(page: 1, bookable: null).Where(value => value.Name != filter));

    private (string Name, string? Value)[] Values(int page, bool? bookable) =>
        [
            ("from", From?.ToString("O", CultureInfo.InvariantCulture)),
            ("to", To?.ToString("O", CultureInfo.InvariantCulture)),
            ("organisation", Organisation),
            ("area", Area),
            ("role", Role),
            ("remote", Remote switch { true => "true", false => "false", null => null }),
            ("bookable", bookable ?? Bookable ? "true" : null),
            ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        ];

    private static string AddressOf(IEnumerable<(string Name, string? Value)> values)
    {
        var query = string.Join('&', values.Where(value => value.Value is not null).Select(value => $"{value.Name}={Uri.EscapeDataString(value.Value!)}"));
        return query.Length == 0 ? "/shifts" : "/shifts?" + query;
    }
}
