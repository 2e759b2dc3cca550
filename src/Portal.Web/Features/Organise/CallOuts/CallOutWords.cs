using System.Globalization;
using Portal.Core.CallOuts;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.CallOuts;

/// <summary>Says whom a call-out reaches.</summary>
public sealed class CallOutWords(Phrasebook texts, TimeWords times)
{
    /// <summary>Such as "9 asked now, 5 at 08:00"; that there is nobody where so.</summary>
    public string Reach(IReadOnlyCollection<Reached> people, TimeZoneInfo zone, DateTimeOffset now)
    {
        var later = people.Where(p => p.AskAt > now).ToList();
        return Reach(people.Count - later.Count, later.Count, later.Count > 0 ? later.Min(p => p.AskAt) : null, zone, now);
    }

    /// <summary>The same of numbers.</summary>
    public string Reach(int now, int later, DateTimeOffset? from, TimeZoneInfo zone, DateTimeOffset at) => (now, later) switch
    {
        (0, 0) => texts["CallOuts.Reach.Nobody"],
        (_, 0) => texts.Count("CallOuts.Reach.Now", now),
        (0, _) => texts.Count("CallOuts.Reach.Later", later, times.Moment(from!.Value, zone, at)),
        _ => texts["CallOuts.Reach.Both", texts.Count("CallOuts.Reach.Now", now), texts.Count("CallOuts.Reach.Later", later, times.Moment(from!.Value, zone, at))],
    };

    /// <summary>What may be put into the team's chat groups: the same in every language of the portal, without place, then the address.</summary>
    public string ToShare(CallOutProgress progress, string address)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            return string.Join("\n\n", [.. Languages.Cultures.Select(language => ToShare(progress, language)), progress.CallOut.Line, address]);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }

    private string ToShare(CallOutProgress progress, CultureInfo language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language;
        var callOut = progress.CallOut;
        return texts["CallOuts.Share", progress.Organisation, callOut.Position, callOut.Activity, times.DayAndClock(WallTime.At(callOut.StartsAt, WallTime.Zone(callOut.TimeZone)))];
    }
}
