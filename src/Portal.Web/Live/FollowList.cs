using System.Globalization;

namespace Portal.Web.Live;

/// <summary>Reads <c>follow=public:123,community:7</c>.</summary>
internal static class FollowList
{
    private const int Most = 50;

    /// <summary>Each channel with the number after which to begin; what cannot be read is left out. A channel's own name may hold a colon.</summary>
    public static IEnumerable<(string Channel, long After)> Read(string? follow) =>
        (follow ?? "").Split(',', Most + 1, StringSplitOptions.RemoveEmptyEntries).Take(Most).SelectMany(ReadOne).DistinctBy(one => one.Channel);

    private static IEnumerable<(string Channel, long After)> ReadOne(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > 0 && long.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var after)
            ? [(text[..colon], after)]
            : [];
    }
}
