using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Portal.Web.Tests.Infrastructure;

public sealed class UnreadableFormsTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Theory]
    [InlineData("POST", "application/x-www-form-urlencoded; charset=utf-7", "a=1")]
    [InlineData("GET", "application/x-www-form-urlencoded; charset=utf-7", "a=1")]
    [InlineData("POST", "application/x-www-form-urlencoded", "a=%00")]
    [InlineData("POST", "multipart/form-data", "no boundary")]
    [InlineData("POST", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\ncut")]
    [InlineData("POST", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\0c\r\n--x--\r\n")]
    public async Task What_cannot_be_read_as_a_form_gets_a_page_that_says_so(string method, string type, string body)
    {
        using var visitor = portal.Anonymous();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/account/sign-in") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        using var answer = await visitor.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_server_takes_is_told_in_words()
    {
        await using var served = new PortalFactory();
        served.ServeOnKestrel();
        await served.InitializeAsync();
        using var client = served.Anonymous();
        // Asked before it is sent, as browsers do not: so that the answer is read and not the end of the connection.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(new byte[31 * 1024 * 1024]), "File", "large.jpg" } },
            Headers = { ExpectContinue = true },
        };

        var page = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "That was too much at once"), (page.Status, page.Heading));
    }
}
