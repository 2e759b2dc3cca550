using System.ComponentModel.DataAnnotations;
using Portal.Core.Bookings;
using Portal.Core.Organisations.Closures;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Closes a site for a time, in the wall time of the site.</summary>
public sealed class CloseForm
{
    /// <summary>The choice of <see cref="Fate"/> that cancels; any other is a site.</summary>
    public const string Cancel = "cancel";

    /// <summary>From which day.</summary>
    [Required]
    public DateOnly? FromDay { get; set; }

    /// <summary>From when.</summary>
    [Required]
    public TimeOnly? FromTime { get; set; }

    /// <summary>Until which day.</summary>
    [Required]
    public DateOnly? UntilDay { get; set; }

    /// <summary>Until when.</summary>
    [Required]
    public TimeOnly? UntilTime { get; set; }

    /// <summary>What becomes of its shifts.</summary>
    [Required]
    public string? Fate { get; set; }

    /// <summary>Why, for those who had a place.</summary>
    [StringLength(BookingChange.WhyLength)]
    public string? Reason { get; set; }

    /// <summary>From this hour to the end of the day.</summary>
    public static CloseForm From(DateTimeOffset now, TimeZoneInfo zone)
    {
        var wall = WallTime.At(now, zone);
        var day = DateOnly.FromDateTime(wall);
        return new() { FromDay = day, FromTime = new TimeOnly(wall.Hour, 0), UntilDay = day, UntilTime = new TimeOnly(23, 59) };
    }

    /// <summary>From when to when; null while a part of it is missing.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Span(TimeZoneInfo zone) => FromDay is { } first && FromTime is { } from && UntilDay is { } last && UntilTime is { } until
        ? (WallTime.ToInstant(first.ToDateTime(from), zone).At, WallTime.ToInstant(last.ToDateTime(until), zone).At)
        : null;

    /// <summary>The closure that the core looks at. Only of a valid form.</summary>
    public ClosurePlan ToPlan(string? preview) => new(
        FromDay!.Value.ToDateTime(FromTime!.Value), UntilDay!.Value.ToDateTime(UntilTime!.Value), Guid.TryParse(Fate, out var site) ? site : Fate == Cancel ? null : Guid.Empty, Reason)
    {
        Preview = preview,
    };
}
