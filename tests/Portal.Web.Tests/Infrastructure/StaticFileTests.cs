using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Web.Tests.Infrastructure;

public sealed partial class StaticFileTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Every_file_that_a_page_names_is_there_in_every_encoding()
    {
        using var client = portal.Anonymous();
        var page = await client.GetAsync("/");
        var files = page.Document.QuerySelectorAll("link[href], script[src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!).ToList();
        Assert.NotEmpty(files);

        foreach (var file in files)
        {
            foreach (var encoding in new[] { "identity", "gzip" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, file);
                request.Headers.Add("Accept-Encoding", encoding);
                using var answer = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file} ({encoding}): {answer.StatusCode}");
                Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Fact]
    public async Task A_sheet_of_paper_has_none_of_the_colours_of_a_dark_screen()
    {
        var look = await File.ReadAllTextAsync(Repository.Path("src", "Portal.Web", "wwwroot", "css", "portal.css"), TestContext.Current.CancellationToken);
        var dark = ColoursAfter(look, "@media (prefers-color-scheme: dark)");
        var paper = ColoursAfter(look, "@media print");

        Assert.Contains("--alarm", dark.Keys);
        Findings.None(dark.Keys.Except(paper.Keys));
        Findings.None(dark.Where(colour => colour.Value == paper[colour.Key] && !colour.Value.StartsWith("var(", StringComparison.Ordinal)).Select(colour => colour.Key));
    }

    [Fact]
    public async Task Code_has_the_colour_of_the_text_around_it() =>
        Assert.Contains("--bs-code-color: var(--ink)", await File.ReadAllTextAsync(Repository.Path("src", "Portal.Web", "wwwroot", "css", "portal.css"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private static Dictionary<string, string> ColoursAfter(string look, string rule)
    {
        var root = look[look.IndexOf(":root", look.IndexOf(rule, StringComparison.Ordinal), StringComparison.Ordinal)..];
        return Colour().Matches(root[..root.IndexOf('}', StringComparison.Ordinal)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"(--[a-z-]+):\s*([^;]+);")]
    private static partial Regex Colour();
}
