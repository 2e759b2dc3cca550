using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Infrastructure;

/// <summary>
/// The host names that the portal answers to: outside Development those of <see cref="PortalOptions.BaseAddress"/> and of this machine,
/// for those who watch its health. <c>AllowedHosts</c>, where it is set, says otherwise.
/// </summary>
public static class OwnHosts
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Refuses requests to any other host with 400, before anything else looks at them.</summary>
    public static IServiceCollection AddOwnHosts(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && string.IsNullOrWhiteSpace(configuration["AllowedHosts"]))
        {
            services.AddOptions<HostFilteringOptions>().Configure<IOptions<PortalOptions>>((options, portal) =>
                options.AllowedHosts = [new Uri(portal.Value.BaseAddress).Host, .. ThisMachine]);
        }

        return services;
    }
}
