using System.Net;

namespace Portal.Web.Tests.Infrastructure;

public sealed class OwnHostsTests
{
    private const string Base = "https://portal.example";

    [Fact]
    public async Task Only_the_host_of_the_base_address_is_answered_and_this_machine_for_its_health()
    {
        await using var portal = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(portal, "/about", "portal.example"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(portal, "/health/live", "localhost"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(portal, "/health/live", "127.0.0.1:8080"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(portal, "/about", "evil.example"));
    }

    [Fact]
    public async Task A_setting_of_its_own_says_otherwise()
    {
        await using var portal = await StartAsync(("AllowedHosts", "portal.example;other.example"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(portal, "/about", "other.example"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(portal, "/about", "localhost"));
    }

    [Theory]
    [InlineData("https://portal.example", false)]
    [InlineData("https://localhost", true)]
    [InlineData("http://portal.example", true)]
    [InlineData("https://portal.example:8443", true)]
    public async Task The_hub_asks_for_the_base_address_whatever_host_the_request_names(string origin, bool refused)
    {
        await using var portal = await StartAsync();
        using var visitor = portal.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/hubs/live") { Headers = { { "Origin", origin } } };
        request.Headers.Host = new Uri(origin).Authority == "portal.example" ? "portal.example" : "localhost";

        var status = (await visitor.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;

        Assert.Equal(refused, status == HttpStatusCode.Forbidden);
    }

    private static Task<PortalFactory> StartAsync(params (string Key, string Value)[] settings) =>
        PortalFactory.StartAsync(settings: new Dictionary<string, string?>(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))) { ["Portal:BaseAddress"] = Base });

    private static async Task<HttpStatusCode> StatusAsync(PortalFactory portal, string address, string host)
    {
        using var visitor = portal.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Host = host;
        return (await visitor.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
