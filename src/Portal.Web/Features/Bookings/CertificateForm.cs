using Portal.Core.Bookings.Attendance;

namespace Portal.Web.Features.Bookings;

/// <summary>For which days, and for whom, hours are added up. It lives in the address.</summary>
public sealed class CertificateForm
{
    /// <summary>The first day; a year before the last if none is said.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day; today if none is said, or if it lies ahead.</summary>
    public DateOnly? To { get; set; }

    /// <summary>The address name of one organisation; null for all.</summary>
    public string? Organisation { get; set; }

    /// <summary>A period that can be: it ends today at the latest, and begins before it ends.</summary>
    public Portal.Core.Bookings.Attendance.Period Period(DateOnly today, TimeZoneInfo zone)
    {
        var to = To is { } last && last <= today && last.Year > 2000 ? last : today;
        return new(From is { } first && first <= to && first.Year > 2000 ? first : to.AddYears(-1).AddDays(1), to, zone);
    }
}
