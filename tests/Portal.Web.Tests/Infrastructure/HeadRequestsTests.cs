using System.Net;

namespace Portal.Web.Tests.Infrastructure;

public sealed class HeadRequestsTests : IAsyncLifetime
{
    private readonly PortalFactory _portal = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // On a real port: in memory nobody minds a body where there must be none.
    public ValueTask InitializeAsync()
    {
        _portal.ServeOnKestrel();
        return _portal.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("/shifts")]
    [InlineData("/updates.atom")]
    [InlineData("/organise")]
    [InlineData("/nowhere")]
    [InlineData("/account/sign-out")]
    [InlineData("/health/live")]
    public async Task A_head_is_the_get_without_its_body(string address)
    {
        using var visitor = _portal.Anonymous();

        using var get = await visitor.Http.GetAsync(address, Stop);
        using var head = await visitor.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), Stop);
        using var after = await visitor.Http.GetAsync(address, Stop);

        Assert.Equal((get.StatusCode, $"{get.Headers.Location}", get.Content.Headers.ContentType), (head.StatusCode, $"{head.Headers.Location}", head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal((await get.Content.ReadAsByteArrayAsync(Stop)).Length, (await after.Content.ReadAsByteArrayAsync(Stop)).Length);
    }

    [Fact]
    public async Task A_page_first_asked_for_by_head_is_kept_whole()
    {
        using var visitor = _portal.Anonymous();

        using var head = await visitor.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/shifts?x=1"), Stop);
        var page = await visitor.Http.GetStringAsync("/shifts?x=1", Stop);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Contains("</html>", page, StringComparison.Ordinal);
    }
}
