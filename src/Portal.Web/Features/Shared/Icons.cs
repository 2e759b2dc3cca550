using System.Collections.Concurrent;
using Microsoft.AspNetCore.Html;

namespace Portal.Web.Features.Shared;

/// <summary>The portal's line drawings, inline so that they take the colour of the text. They are never alone: words stand beside them.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Drawings = new(StringComparer.Ordinal)
    {
        ["home"] = """<path d="M3 11 12 4l9 7M5 10v10h14V10"/>""",
        ["shifts"] = """<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4"/>""",
        ["live"] = """<circle cx="12" cy="12" r="2.5"/><path d="M7 7a7 7 0 0 0 0 10M17 7a7 7 0 0 1 0 10M4 4a11 11 0 0 0 0 16M20 4a11 11 0 0 1 0 16"/>""",
        ["person"] = """<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4.500-7 8-7s7 2 8 7"/>""",
        ["people"] = """<circle cx="9" cy="8" r="3.5"/><path d="M2.500 20c.8-4.200 3.600-6 6.500-6s5.700 1.800 6.500 6M16 4.800a3.500 3.500 0 0 1 0 6.400M18 14.500c2 .8 3.200 2.600 3.600 5.500"/>""",
        ["organise"] = """<path d="M4 5h16M4 12h10M4 19h7M17 14v7M13.500 17.500h7"/>""",
        ["lock"] = """<rect x="4" y="10" width="16" height="11" rx="2"/><path d="M8 10V7a4 4 0 0 1 8 0v3"/>""",
        ["phone"] = """<path d="M5 4h4l2 5-3 2a11 11 0 0 0 5 5l2-3 5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2Z"/>""",
        ["mail"] = """<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3.500 7 8.500 6 8.500-6"/>""",
        ["check"] = """<path d="m5 12.500 4.500 4.500L19 7.500"/>""",
        ["clock"] = """<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.500 2"/>""",
        ["alert"] = """<path d="M12 3.500 2.500 20h19ZM12 10v4.500M12 17.300v.2"/>""",
        ["info"] = """<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.700v.2"/>""",
        ["place"] = """<path d="M12 21c4.500-5 7-8.300 7-11.500A7 7 0 0 0 5 9.500C5 12.700 7.500 16 12 21Z"/><circle cx="12" cy="9.500" r="2.500"/>""",
        ["link"] = """<path d="M10 14a4.500 4.500 0 0 0 6.400 0l3.100-3.100a4.500 4.500 0 0 0-6.400-6.400L12 5.600M14 10a4.500 4.500 0 0 0-6.400 0l-3.100 3.100a4.500 4.500 0 0 0 6.400 6.400L12 18.400"/>""",
        ["filter"] = """<path d="M4 6h16M7 12h10M10 18h4"/>""",
        ["next"] = """<path d="m9 5 7 7-7 7"/>""",
        ["previous"] = """<path d="m15 5-7 7 7 7"/>""",
        ["add"] = """<path d="M12 5v14M5 12h14"/>""",
        ["close"] = """<path d="M6 6l12 12M18 6 6 18"/>""",
        ["edit"] = """<path d="M4 20h4L19.500 8.500a2.800 2.800 0 0 0-4-4L4 16ZM13.500 6.500l4 4"/>""",
        ["heart"] = """<path d="M12 20C6 15.500 3 12.500 3 8.800A4.700 4.700 0 0 1 12 7a4.700 4.700 0 0 1 9 1.800C21 12.500 18 15.500 12 20Z"/>""",
        ["download"] = """<path d="M12 4v11M7 10.500l5 5 5-5M4 20h16"/>""",
        ["print"] = """<path d="M7 8V3h10v5M7 17H4v-7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v7h-3M7 14h10v7H7Z"/>""",
    };

    private static readonly ConcurrentDictionary<(string Name, int Size), HtmlString> Drawn = new();

    /// <summary>A drawing by name at a size in CSS pixels. An unknown name throws: a forgotten drawing fails a test.</summary>
    public static IHtmlContent Of(string name, int size = 22) => Drawn.GetOrAdd((name, size), static icon => Draw(icon.Name, icon.Size));

    private static HtmlString Draw(string name, int size)
    {
        var flips = name is "next" or "previous" ? " class=\"flips\"" : "";
        return new HtmlString(
            $"""<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"{flips}>{Drawings[name]}</svg>""");
    }
}
