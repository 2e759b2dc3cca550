using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Web.Tests.Infrastructure;

public sealed class ProxiesTests
{
    private const string Known = "10.1.2.3";
    private const string Unknown = "192.0.2.9";

    [Theory]
    [InlineData("10.0.0.0/8, fd00::/8", Known, HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8 fd00::/8", "fd00::7", HttpStatusCode.OK)]
    [InlineData("10.0.0.0/8", Unknown, HttpStatusCode.TooManyRequests)]
    [InlineData("", Known, HttpStatusCode.TooManyRequests)]
    public async Task Only_a_known_proxy_is_believed_where_a_visitor_is_from(string networks, string proxy, HttpStatusCode forTheSecond)
    {
        await using var portal = await StartAsync(networks, proxy);
        using var visitor = portal.Anonymous();

        Assert.Equal(HttpStatusCode.OK, await TryAsync(visitor, "203.0.113.1"));
        Assert.Equal(forTheSecond, await TryAsync(visitor, "203.0.113.2"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(visitor, "203.0.113.2"));
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("10.0.0.0/8, 10.0.0.0/99")]
    public async Task A_network_that_cannot_be_read_stops_the_start(string networks)
    {
        await using var database = await TestDatabase.CreateAsync(Core.Data.DatabaseProvider.Sqlite);
        var settings = new Dictionary<string, string?>([.. TestSettings.Defaults(), .. database.Settings]) { ["Proxy:Networks"] = networks };

        var (exitCode, errors) = await PortalProcess.RunToEndAsync(settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("Proxy:Networks", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    private static Task<PortalFactory> StartAsync(string networks, string proxy) => PortalFactory.StartAsync(
        settings: new Dictionary<string, string?> { ["Proxy:Networks"] = networks, ["Limits:SignInsPerMinute"] = "1" },
        more: services => services.AddSingleton<IStartupFilter>(new ComesFrom(IPAddress.Parse(proxy))));

    private static async Task<HttpStatusCode> TryAsync(FormClient visitor, string forwardedFor)
    {
        var form = (await visitor.GetAsync("/account/sign-in")).Form("/account/sign-in");
        var token = form.Elements.First(field => field.GetAttribute("name") == "__RequestVerificationToken").GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Email", "ruth@example.org"), new("Password", "not the password")]),
            Headers = { { "X-Forwarded-For", forwardedFor }, { "X-Forwarded-Proto", "https" } },
        };
        return (await visitor.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }

    /// <summary>The test server knows no addresses: every request comes from this one.</summary>
    private sealed class ComesFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = address;
                return rest(context);
            });
            next(app);
        };
    }
}
