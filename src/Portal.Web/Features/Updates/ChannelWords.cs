using System.Globalization;
using Portal.Core;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;

namespace Portal.Web.Features.Updates;

/// <summary>Says whom a channel is for, in the reader's language.</summary>
public sealed class ChannelWords(Phrasebook texts)
{
    /// <summary>Whom a channel is for, as far as the reader may see it; null for the public one, and for what is not known.</summary>
    public string? Of(SeenChannel? channel) => channel switch
    {
        null or { Name: Channel.Public } => null,
        { Name: Channel.Community } => texts["Updates.Members"],
        { Activity: { } activity, StartsAt: { } startsAt, TimeZone: { } zone } => texts["Updates.Channel.OfShift", Shift(activity, startsAt, zone)],
        { Organisation: { } circle, Name: var name } when Channel.IsOfCircle(name) => texts["Updates.Channel.OfCircle", circle],
        { Organisation: { } organisation } => texts["Updates.Channel.OfOrganisation", organisation],
        _ => null,
    };

    /// <summary>A shift as an organiser chooses it and a volunteer knows it: what and when, by the clocks of its place.</summary>
    public static string Shift(LocalText activity, DateTimeOffset startsAt, string zone)
    {
        var at = WallTime.At(startsAt, WallTime.Zone(zone));
        return $"{activity}, {at.ToString(Days.Pattern(at.Day, "dddd d MMMM, HH:mm"), CultureInfo.CurrentCulture)}";
    }

    /// <summary>The kind of a channel, for words that need not say which: <c>public</c>, <c>community</c>, <c>organisation</c>, <c>circle</c> or <c>shift</c>.</summary>
    public static string KindOf(string channel) => channel.Split(':')[0];
}
