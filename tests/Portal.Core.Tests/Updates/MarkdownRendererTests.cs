using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class MarkdownRendererTests
{
    [Theory]
    [InlineData("**warm** and *dry*", "<p><strong>warm</strong> and <em>dry</em></p>")]
    [InlineData("one\ntwo", "<p>one<br>\ntwo</p>")]
    [InlineData("# Tonight", "<h3>Tonight</h3>")]
    [InlineData("### Later", "<h3>Later</h3>")]
    [InlineData("## Tonight\n### Soup\n# Later", "<h3>Tonight</h3>\n<h4>Soup</h4>\n<h3>Later</h3>")]
    [InlineData("- tea\n- wood", "<ul>\n<li>tea</li>\n<li>wood</li>\n</ul>")]
    [InlineData("[us](https://example.org/a?b=1&c=2)", "<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow noopener\">us</a></p>")]
    [InlineData("[write](mailto:appeal@example.org)", "<p><a href=\"mailto:appeal@example.org\" rel=\"nofollow noopener\">write</a></p>")]
    [InlineData("![a van](https://example.org/van.png)", "<p><a href=\"https://example.org/van.png\" rel=\"nofollow noopener\">a van</a></p>")]
    [InlineData("left&#x202E;right&#8294;", "<p>leftright</p>")]
    [InlineData("", "")]
    public void What_people_write_becomes_plain_HTML(string markdown, string html) => Assert.Equal(html, MarkdownRenderer.ToHtml(markdown));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt&#58;alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:msgbox)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x](https://example.org \"\" onmouseover=alert(1))")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<a href=\"https://example.org\" style=\"position:fixed\">x</a>")]
    [InlineData("`<b onclick=x>`")]
    [InlineData("```\n<iframe src=//example.org></iframe>\n```")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    public void No_markup_of_one_s_own_comes_through(string attack)
    {
        var html = MarkdownRenderer.ToHtml(attack);
        var elements = Parse(html);

        Assert.All(elements, element =>
        {
            Assert.Contains(element.LocalName, new[] { "p", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h3", "h4", "br", "code" });
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, new[] { "href", "rel" }));
            Assert.DoesNotContain("script:", element.GetAttribute("href") ?? "", StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("data:", element.GetAttribute("href") ?? "", StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public void A_text_nested_without_end_is_shown_and_does_no_harm() =>
        Assert.NotEmpty(MarkdownRenderer.ToHtml(new string('>', Update.BodyLength)));

    [Fact]
    public void Many_threads_may_render_at_once()
    {
        var results = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(8).Select(n => MarkdownRenderer.ToHtml($"**{n}**")).ToHashSet();

        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"<p><strong>{n}</strong></p>").ToHashSet(), results);
    }

    private static IEnumerable<AngleSharp.Dom.IElement> Parse(string html) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*");
}
