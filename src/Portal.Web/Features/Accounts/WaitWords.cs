using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Says when something may be done again: in how many minutes, and at what time where the reader is.</summary>
public sealed class WaitWords(Phrasebook texts, CurrentViewer current, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>A sentence from <c>key.one</c>, <c>key.other</c>: <c>{0}</c> is the number of minutes, <c>{1}</c> the time, <c>{2}</c> the zone.</summary>
    public string Until(string key, DateTimeOffset until)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(current.Value?.TimeZone ?? portal.Value.TimeZone);
        var minutes = (long)Math.Max(1, Math.Ceiling((until - clock.GetUtcNow()).TotalMinutes));
        var there = TimeZoneInfo.ConvertTime(until, zone);
        return texts.Count(key, minutes, there.ToString("t", System.Globalization.CultureInfo.CurrentCulture), WallTime.PlaceOf(zone));
    }
}
