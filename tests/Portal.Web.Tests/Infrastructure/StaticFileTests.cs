using System.Net;

namespace Portal.Web.Tests.Infrastructure;

public sealed class StaticFileTests(PortalFactory portal) : IClassFixture<PortalFactory>
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
    public async Task Code_has_the_colour_of_the_text_around_it() =>
        Assert.Contains("--bs-code-color: var(--ink)", await File.ReadAllTextAsync(Repository.Path("src", "Portal.Web", "wwwroot", "css", "portal.css"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
}
