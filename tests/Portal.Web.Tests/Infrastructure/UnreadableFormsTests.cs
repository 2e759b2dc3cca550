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
}
