using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>Says when a newsletter goes out, how fast, and who answers for that, by the coalition's clock.</summary>
public sealed class DepartureWords(Phrasebook texts, TimeWords when, IOptions<PortalOptions> portal, IOptions<NewslettersOptions> options, TimeProvider clock)
{
    private TimeZoneInfo Zone => WallTime.Zone(portal.Value.TimeZone);

    /// <summary>The place whose clock that is.</summary>
    public string Place => WallTime.PlaceOf(Zone);

    /// <summary>When it goes out, in a sentence.</summary>
    public string Goes(Departure departure) => departure switch
    {
        { Timing: SendTiming.Morning, MorningOf: { } day, FreezeAt: { } from } => texts["Newsletters.Departure.Morning", TimeWords.DayInside(day), Moment(from)],
        { Timing: SendTiming.Morning, MorningOf: { } day } => texts["Newsletters.Departure.MorningAsked", TimeWords.DayInside(day)],
        { FreezeAt: { } at } => texts["Newsletters.Departure.At", Moment(at), Place],
        { Timing: SendTiming.At, SendAt: { } at } => texts["Newsletters.Departure.AtAsked", Moment(at), Place],
        _ => options.Value.TakeBackMinutes is > 0 and var minutes ? texts.Count("Newsletters.Departure.NowAskedIn", minutes) : texts["Newsletters.Departure.NowAsked"],
    };

    /// <summary>For how long it can be taken back, in a sentence; empty where it cannot.</summary>
    public string TakeBack() => options.Value.TakeBackMinutes is > 0 and var minutes ? texts.Count("Newsletters.Departure.TakeBackFor", minutes) : "";

    /// <summary>Who asked and how long it has waited, or who released it; null where nobody had to.</summary>
    public string? Answers(Departure departure) => departure switch
    {
        { AwaitsRelease: true, AskedAt: { } at } => texts["Newsletters.Departure.Waits", departure.AskedBy ?? "", Waited(at)],
        { ReleasedBy: { } by } => texts["Newsletters.Departure.Released", departure.AskedBy ?? "", by],
        _ => null,
    };

    /// <summary>How long ago something was, such as "3 h 20 min".</summary>
    public string Waited(DateTimeOffset since) => clock.GetUtcNow() - since is { TotalHours: >= 48 } days
        ? texts.Count("Newsletters.Departure.Days", (long)days.TotalDays)
        : when.Duration(clock.GetUtcNow() - since);

    /// <summary>How fast it goes and how long it takes, or what it waits for; null while nothing of that can be known.</summary>
    public string? Pace(NewsletterProgress progress) => progress switch
    {
        { State: not NewsletterState.Sending } or { Waiting: 0 } => null,
        { NextMorning: { } at, IsDue: false } => texts["Newsletters.Pace.NextMorning", Moment(at), Place],
        { NextMorning: { } at, PerMinute: { } pace } => texts["Newsletters.Pace.Morning", Rounded(pace), Moment(at), Place],
        { PerMinute: { } pace, MinutesLeft: { } minutes } => texts["Newsletters.Pace.Left", Rounded(pace), when.Duration(TimeSpan.FromMinutes(minutes))],
        _ => null,
    };

    // To two digits: it is no more exact than that.
    private static string Rounded(int pace)
    {
        var step = (int)Math.Pow(10, Math.Max(0, (int)Math.Log10(pace) - 1));
        return $"{pace / step * step:N0}";
    }

    private string Moment(DateTimeOffset at) => when.MomentOn(at, Zone, clock.GetUtcNow());
}
