using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("At **six**, as [always](https://example.org).\n\n- soup & bread\n- tea", "At six, as always. soup & bread tea")]
    [InlineData("<b>bold</b> \"quoted\"", "<b>bold</b> \"quoted\"")]
    public void A_text_loses_its_marks_and_its_lines(string markdown, string excerpt) => Assert.Equal(excerpt, Excerpt.Of(MarkdownRenderer.ToHtml(markdown)));

    [Fact]
    public void A_long_text_ends_after_a_whole_word_or_a_whole_letter()
    {
        var words = Excerpt.Of($"<p>{string.Concat(Enumerable.Repeat("blanket ", 60))}</p>");
        var letters = Excerpt.Of($"<p>x{string.Concat(Enumerable.Repeat("🍞", 200))}</p>");

        Assert.EndsWith("blanket…", words, StringComparison.Ordinal);
        Assert.InRange(words.Length, 150, Excerpt.Length);
        Assert.InRange(letters.Length, Excerpt.Length - 1, Excerpt.Length);
        Assert.True(TypedText.IsReadable(letters));
    }
}
