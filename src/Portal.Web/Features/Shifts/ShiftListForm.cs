using System.Globalization;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Shifts;

/// <summary>The filters of the list as they stand in its address. What cannot be read counts as not asked for.</summary>
public sealed class ShiftListForm
{
    private const int WeekSize = 300;

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

    /// <summary><c>week</c> for seven days at a glance; anything else is the list.</summary>
    public string? View { get; set; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>Whether seven days are asked for.</summary>
    public bool IsWeek => View == "week";

    /// <summary>How many filters are set, the switch and the view not counted; the days of a week are its view.</summary>
    public int Count => new object?[] { IsWeek ? null : From, IsWeek ? null : To, Organisation, Area, Role, Remote }.Count(value => value is not null);

    /// <summary>The same for the shared snapshot. Nobody but a signed-in reader can book.</summary>
    /// <param name="today">The day that a week begins with where no day is set.</param>
    public ShiftFilter ToFilter(bool isSignedIn, DateOnly today) => new()
    {
        From = IsWeek ? FirstDay(today) : From,
        To = IsWeek ? FirstDay(today).AddDays(6) : To,
        Size = IsWeek ? WeekSize : ShiftPage.Size,
        Organisation = Organisation,
        Area = Area,
        Role = Role,
        Remote = Remote,
        Bookable = Bookable && isSignedIn,
        Page = Math.Max(1, Page),
    };

    /// <summary>The day that the week begins with: the one that is set, unless it is over or out of a calendar's reach.</summary>
    public DateOnly FirstDay(DateOnly today) => From is { Year: < 3000 } from && from > today ? from : today;

    /// <summary>The address of the week that begins with a day, or of the list where there is none.</summary>
    public string WeekFrom(DateOnly? first) => AddressOf(Values(page: 1, bookable: null).Where(value => value.Name is not ("from" or "to" or "view"))
        .Concat(first is { } day ? [("from", day.ToString("O", CultureInfo.InvariantCulture)), ("view", "week")] : Array.Empty<(string, string?)>()));

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
            ("view", IsWeek ? "week" : null),
            ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        ];

    private static string AddressOf(IEnumerable<(string Name, string? Value)> values)
    {
        var query = string.Join('&', values.Where(value => value.Value is not null).Select(value => $"{value.Name}={Uri.EscapeDataString(value.Value!)}"));
        return query.Length == 0 ? "/shifts" : "/shifts?" + query;
    }
}
