using System.Net;

namespace Portal.Web.Tests.Infrastructure;

public sealed class WrongMethodTests : IAsyncLifetime
{
    private PortalFactory _portal = null!;

    // As in a published portal: while one develops, the framework looks for new files at every address.
    public async ValueTask InitializeAsync() =>
        _portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["ReloadStaticAssetsAtRuntime"] = "false" });

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("GET", "/account/sign-out", "POST")]
    [InlineData("POST", "/shifts", "GET")]
    [InlineData("DELETE", "/shifts", "GET")]
    [InlineData("PUT", "/organise/shifts/new", "GET, POST")]
    [InlineData("GET", "/shifts/01980000-0000-7000-8000-000000000001/bookings", "POST")]
    [InlineData("PATCH", "/admin/newsletters", "GET, POST")]
    [InlineData("POST", "/health/live", "GET, HEAD")]
    public async Task A_wrong_method_is_answered_405_with_a_page_and_the_right_ones(string method, string address, string right)
    {
        using var stranger = _portal.Anonymous();
        using var ruth = await _portal.SignedInAsync(await _portal.Data.CreateSupporterAsync());
        foreach (var visitor in new[] { stranger, ruth })
        {
            var page = await visitor.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

            Assert.Equal(HttpStatusCode.MethodNotAllowed, page.Status);
            Assert.Equal(right, string.Join(", ", page.Response.Content.Headers.Allow.Order(StringComparer.Ordinal)));
            Assert.Equal("This cannot be done here", page.Heading);
        }
    }

    [Theory]
    [InlineData("/organise/shifts", "/account/sign-in")]
    [InlineData("/nowhere", "/nowhere")]
    public async Task What_is_closed_stays_closed_and_what_is_not_there_is_not_there(string address, string leadsTo)
    {
        using var stranger = _portal.Anonymous();

        Assert.Equal(leadsTo, (await stranger.GetAsync(address)).Address.AbsolutePath);
    }
}
