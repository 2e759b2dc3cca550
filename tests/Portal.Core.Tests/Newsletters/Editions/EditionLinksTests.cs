using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;

namespace Portal.Core.Tests.Newsletters.Editions;

public sealed class EditionLinksTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pages_of_the_portal_are_whole_addresses_in_both_parts_of_a_mail(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        const string body = "Come [here](/shifts) or [there](https://example.org/a).\n\n> - [quoted](</shifts?area=calais> \"all\")\n\n[one][r] and [two][r]\n\n[r]: /updates\n\n`[code](/code)`";

        var filled = await portal.RunAsync<NewsletterBlocks, IReadOnlyList<EditionText>>(b => b.FillAsync([new EditionText("en", "Winter", "", body)], TestContext.Current.CancellationToken));
        var rendered = FrozenEditions.Render(filled[0]);

        Assert.Equal(
            ["https://localhost/shifts", "https://example.org/a", "https://localhost/shifts?area=calais", "https://localhost/updates", "https://localhost/updates"],
            rendered.Html.Split("href=\"").Skip(1).Select(rest => rest.Split('"')[0]));
        Assert.Contains("Come here (https://localhost/shifts) or there (https://example.org/a).", rendered.Text, StringComparison.Ordinal);
        Assert.Contains("[code](/code)", rendered.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](//evil.example)", "//evil.example")]
    [InlineData("[a](/\\evil.example)", "/\\evil.example")]
    [InlineData("[a](foo/bar)", "foo/bar")]
    [InlineData("[a](/shifts) ![b](www.example.org)", "www.example.org")]
    [InlineData("> - [a][r]\n\n[r]: #top", "#top")]
    [InlineData("[a](/shifts) [b](https://example.org) [c](mailto:a@example.org) <https://example.org> www.example.org", null)]
    [InlineData("[a] (no/link) `[b](no/link)` []()", null)]
    public void An_address_that_leads_nowhere_from_a_mail_is_found(string markdown, string? lost) => Assert.Equal(lost, EditionLinks.Lost(markdown));

    [Theory]
    [InlineData("&#47;shifts", "https://localhost/shifts")]
    [InlineData("//evil.example", "//evil.example")]
    public void What_is_inserted_makes_no_other_address(string written, string whole) =>
        Assert.Contains($"href=\"{whole}\"", FrozenEditions.Render(new EditionText("en", "", "", EditionLinks.MakeWhole($"[a]({written})", "https://localhost"))).Html, StringComparison.Ordinal);

    [Fact]
    public void Text_that_the_parser_is_kept_from_stays_as_it_is()
    {
        var tangled = new string('[', 5_000) + "](/a)";
        Assert.Equal((tangled, null), (EditionLinks.MakeWhole(tangled, "https://localhost"), EditionLinks.Lost(tangled)));
    }
}
