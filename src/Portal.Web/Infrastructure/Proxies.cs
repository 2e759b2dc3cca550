using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Believes <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> from the proxies that are configured and from nobody else, so that limits
/// count the visitor's network and cookies know of https. The host is never taken from there: it comes from <c>Portal:BaseAddress</c>.
/// </summary>
public static class Proxies
{
    private static readonly char[] Between = [',', ' ', ';'];

    /// <summary>Reads the setting; a network that cannot be read stops the start.</summary>
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration("Proxy").ValidateDataAnnotations()
            .Validate(options => Parts(options).All(part => IPNetwork.TryParse(part, out _)), "Proxy:Networks must be networks such as 10.0.0.0/8, separated by commas.")
            .ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = options.Value.Hops;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var part in Parts(options.Value))
            {
                forwarded.KnownIPNetworks.Add(IPNetwork.Parse(part));
            }
        });
        return services;
    }

    /// <summary>To be used before everything that asks where a request is from. Without proxies nothing is added: no known network would mean every one.</summary>
    public static void UseProxies(this WebApplication app)
    {
        if (Parts(app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value).Length > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    private static string[] Parts(ProxyOptions options) => options.Networks.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
