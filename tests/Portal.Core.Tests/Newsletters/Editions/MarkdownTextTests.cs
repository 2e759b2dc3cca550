using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;

namespace Portal.Core.Tests.Newsletters.Editions;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Links_keep_their_addresses_and_lists_their_marks()
    {
        const string markdown = "# Winter\n\nCome **soon** to [Calais](https://example.org/c).\nSecond line.\n\n- wood\n- water\n  - clean\n\n1. one\n2. two\n\n> said\n> she\n\n<https://example.org>\n\n---\n\nTea &amp; bread";
        const string expected = "Winter\n\nCome soon to Calais (https://example.org/c).\nSecond line.\n\n- wood\n- water\n  - clean\n\n1. one\n2. two\n\n> said\n> she\n\nhttps://example.org\n\n* * *\n\nTea & bread";
        Assert.Equal(expected, MarkdownText.From(markdown));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    public void Nothing_stays_nothing(string markdown) => Assert.Equal("", MarkdownText.From(markdown));

    [Fact]
    public void Text_nested_deeper_than_the_parser_goes_is_kept_as_it_is()
    {
        var deep = new string('>', 5_000) + " hi";
        Assert.Contains("hi", MarkdownText.From(deep), StringComparison.Ordinal);
        Assert.NotNull(MarkdownText.From(string.Concat(Enumerable.Repeat("[", 20_000))));
    }
}
