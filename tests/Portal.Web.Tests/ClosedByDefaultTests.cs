using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Web.Tests;

public sealed class ClosedByDefaultTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static readonly string[] Unsafe = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Endpoints that state nothing because they cannot, and why that is harmless.</summary>
    private static readonly Dictionary<string, string> Mute = new(StringComparer.Ordinal)
    {
        ["/{**path:file}"] = "the framework's own, for files that were added since the build; the fallback policy holds, and a published portal has none",
    };

    private IEnumerable<RouteEndpoint> Endpoints => portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_endpoint_states_who_may_use_it() => Findings.None(Silent(Endpoints).Except(Mute.Keys));

    [Fact]
    public void An_endpoint_that_states_nothing_is_found()
    {
        static Task Answer(HttpContext context) => Task.CompletedTask;
        var naked = new RouteEndpoint(Answer, RoutePatternFactory.Parse("/naked"), 0, EndpointMetadataCollection.Empty, null);
        var halfDressed = new RouteEndpoint(Answer, RoutePatternFactory.Parse("/half"), 0, new EndpointMetadataCollection(new AuthorizeAttribute()), null);
        var dressed = new RouteEndpoint(Answer, RoutePatternFactory.Parse("/dressed"), 0, new EndpointMetadataCollection(new AuthorizeAttribute("x")), null);

        Assert.Equal(["/naked", "/half"], Silent([naked, halfDressed, dressed]));
    }

    [Fact]
    public void Whatever_changes_something_is_limited_or_says_that_it_is_not() =>
        Findings.None(UnsafeRoutes()
            .Where(route => route.Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
            .Where(route => route.Endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>() is null && route.Endpoint.Metadata.GetMetadata<DisableRateLimitingAttribute>() is null)
            .Select(route => PatternOf(route.Endpoint)));

    [Fact]
    public async Task Whoever_is_not_known_is_sent_to_the_sign_in_page_or_away()
    {
        using var client = portal.Anonymous();
        var answered = new List<string>();
        foreach (var (method, endpoint) in UnsafeRoutes().Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), AddressOf(endpoint)) { Content = new FormUrlEncodedContent([]) };
            var status = (await client.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
            if (status is not (HttpStatusCode.Found or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            {
                answered.Add($"{method} {PatternOf(endpoint)}: {status}");
            }
        }

        Findings.None(answered);
    }

    private static IEnumerable<string> Silent(IEnumerable<RouteEndpoint> endpoints) => endpoints
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && !endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null))
        .Select(PatternOf);

    private IEnumerable<(string Method, RouteEndpoint Endpoint)> UnsafeRoutes() => Endpoints.SelectMany(endpoint =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } stated ? stated.HttpMethods : Unsafe)
            .Intersect(Unsafe).Select(method => (method, endpoint)));

    private static string PatternOf(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";

    private static string AddressOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => Sample(parameter),
            _ => "",
        }))));

    private static string Sample(RoutePatternParameterPart parameter) => parameter.ParameterPolicies.Select(policy => policy.Content).FirstOrDefault() switch
    {
        "int" or "long" => "1",
        _ => "01980000-0000-7000-8000-000000000001",
    };
}
