using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class MarkdownLimitsTests
{
    private const int Long = NewsletterEdition.BodyLength;

    /// <summary>What keeps the parser busy for seconds, and the nesting that goes with it.</summary>
    public static TheoryData<string> Hostile =>
    [
        Repeat("[", 19_000), Repeat("![", 10_000), Repeat("[a](", 10_000), Repeat("[a](<b", 6_000), Repeat("[", 10_000) + Repeat("]", 10_000),
        Repeat("[(", 5_000) + Repeat(")]", 5_000), Repeat("[a]:\n", 6_000), Repeat("\\[", 10_000),
        Repeat(">", Long), Repeat("> ", Long / 2), Repeat("> - ", 1_000), Repeat("- ", 1_000) + "a", Repeat("1. ", 1_000), Repeat("* + ", 50) + "end",
        "fine\n\n" + Repeat("> ", 17) + "deep",
    ];

    /// <summary>Long and odd, but linear: rendered as ever.</summary>
    public static TheoryData<string> Harmless =>
    [
        Repeat("[a](https://example.org) ", MarkdownLimits.MostBrackets), Repeat("*", 500), Repeat("- ", 100), Repeat("*a **b ", 500), "```\n" + Repeat("x", 500) + "\n```",
        Repeat("-", 200), Repeat("> ", MarkdownLimits.DeepestNesting) + "deep", "- one\n  - two\n    - three", Repeat(".", 300), Repeat("2026. 3) ", 8), Repeat("a\n", 1_000), "",
    ];

    [Theory, MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void A_hostile_text_is_refused_and_shown_as_it_was_typed_without_being_parsed(string hostile)
    {
        Assert.False(MarkdownLimits.Allow(hostile));
        Assert.Equal(hostile.Trim(), MarkdownText.From(hostile));
        var html = MarkdownRenderer.ToHtml(hostile);
        Assert.StartsWith("<p>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<blockquote", html, StringComparison.Ordinal);
        Assert.Contains(UpdateFault.BodyTangled, new UpdateText("Tonight", hostile, Severity.Normal, "en").Faults());
    }

    [Theory, MemberData(nameof(Harmless), DisableDiscoveryEnumeration = true)]
    public void What_people_write_is_allowed(string text)
    {
        Assert.True(MarkdownLimits.Allow(text));
        Assert.DoesNotContain(UpdateFault.BodyTangled, new UpdateText("Tonight", text, Severity.Normal, "en").Faults());
    }

    /// <summary>Whatever is put together from the marks of Markdown has either few brackets and shallow nesting, or never reaches the parser.</summary>
    [Fact]
    public void Nothing_put_together_from_marks_gets_past_with_more()
    {
        string[] marks = ["[", "![", "](", "]", ")", "*", "_", "**", ">", "> ", "- ", "1. ", "`", "```\n", "\n", "\n\n", "  ", "\t", "a", "<", "&", "#", "http://a.b ", "|", "\\"];
        var random = new Random(20261123);
        for (var round = 0; round < 300; round++)
        {
            var few = Enumerable.Range(0, random.Next(1, 5)).Select(_ => marks[random.Next(marks.Length)]).ToArray();
            var text = string.Concat(Enumerable.Range(0, random.Next(10, 4_000)).Select(_ => few[random.Next(few.Length)]));

            var tame = text.Count(letter => letter == '[') <= MarkdownLimits.MostBrackets;

            Assert.True(tame || !MarkdownLimits.Allow(text));
            Assert.NotNull(MarkdownRenderer.ToHtml(text));
            Assert.NotNull(MarkdownText.From(text));
        }
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
