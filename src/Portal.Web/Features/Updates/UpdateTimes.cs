using System.Globalization;
using Portal.Core.Resources;

namespace Portal.Web.Features.Updates;

/// <summary>When updates were posted, by the clocks of Calais.</summary>
public static class UpdateTimes
{
    /// <summary>The zone in which updates are told, for the page's script.</summary>
    public const string Zone = "Europe/Paris";

    private static readonly TimeZoneInfo Calais = TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>Such as "14:20" for today, "Monday 4 January, 14:20" otherwise.</summary>
    public static string Words(DateTimeOffset at, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(at, Calais);
        var today = TimeZoneInfo.ConvertTime(now, Calais);
        var pattern = local.Date == today.Date ? "HH:mm" : local.Year == today.Year ? "dddd d MMMM, HH:mm" : "d MMMM yyyy, HH:mm";
        return local.ToString(Days.Pattern(local.Day, pattern), CultureInfo.CurrentCulture);
    }

    /// <summary>The value of <c>datetime</c>.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
