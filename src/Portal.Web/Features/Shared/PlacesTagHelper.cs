using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>
/// The places of a position, one dot a place: <c>&lt;places taken="5" capacity="8" mine="true" /&gt;</c>.
/// A reader who one of the taken places belongs to sees it in green. More than twelve become a bar. Words say the same.
/// </summary>
[HtmlTargetElement("places", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PlacesTagHelper(Phrasebook texts) : TagHelper
{
    private const int MostDots = 12;

    /// <summary>Places taken, the reader's own among them.</summary>
    public int Taken { get; set; }

    /// <summary>All places.</summary>
    public int Capacity { get; set; }

    /// <summary>Whether one of the taken places is the reader's.</summary>
    public bool Mine { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "places");
        var words = texts[Mine ? "Shared.PlacesMine" : "Shared.Places", Taken, Capacity];
        if (Capacity > MostDots)
        {
            output.Content.AppendHtml(Bar(words));
            return;
        }

        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-label", words);
        for (var place = 0; place < Capacity; place++)
        {
            output.Content.AppendHtml(Dot(place));
        }
    }

    private TagBuilder Dot(int place)
    {
        var dot = new TagBuilder("i");
        if (place < Taken)
        {
            dot.AddCssClass(Mine && place == 0 ? "me" : "on");
        }

        return dot;
    }

    private TagBuilder Bar(string words)
    {
        var bar = new TagBuilder("meter");
        bar.Attributes["min"] = "0";
        bar.Attributes["max"] = Capacity.ToString(System.Globalization.CultureInfo.InvariantCulture);
        bar.Attributes["value"] = Taken.ToString(System.Globalization.CultureInfo.InvariantCulture);
        bar.Attributes["aria-label"] = words;
        return bar;
    }
}
