using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Portal.Testing.Access;

/// <summary>One method of one address of the running application.</summary>
public sealed record Route(string Method, string Pattern, RouteEndpoint Endpoint)
{
    // Endpoints that name no method are tried with one that reads and one that writes.
    private static readonly string[] Any = ["GET", "POST"];

    /// <summary>Whether it may change something.</summary>
    public bool IsUnsafe => Method is not ("GET" or "HEAD" or "OPTIONS");

    /// <summary>Whether its address names something.</summary>
    public bool HasParameters => Endpoint.RoutePattern.Parameters.Count > 0;

    /// <summary>The action behind it; null for what is no controller's.</summary>
    public ControllerActionDescriptor? Action => Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>();

    /// <inheritdoc />
    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Every route, by address and method. Files of <c>wwwroot</c> are open to all and stand in no list; HEAD is GET without its body.</summary>
    public static IReadOnlyList<Route> Of(IEnumerable<Endpoint> endpoints) =>
    [
        .. endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText is not "{**path:file}" and not "/{**path:file}")
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => new Route(method, $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}", endpoint)))
            .DistinctBy(route => $"{route}")
            .OrderBy(route => route.Pattern, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } stated ? stated.HttpMethods : Any).Where(method => method is not "HEAD" and not "OPTIONS");
}
