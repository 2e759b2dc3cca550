using Portal.Core;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Where links in mails lead while nobody has set <see cref="PortalOptions.BaseAddress"/>: in Development to the first address that this
/// process listens on, so that they work on whatever port it was started. Never to what a request calls its host.
/// </summary>
public static class OwnAddress
{
    /// <summary>Takes the address over, where it is told as a setting (<c>--urls</c>, <c>ASPNETCORE_URLS</c>).</summary>
    public static IServiceCollection AddOwnAddress(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (environment.IsDevelopment() && string.IsNullOrEmpty(configuration["Portal:BaseAddress"]) && Of(configuration[WebHostDefaults.ServerUrlsKey]) is { } address)
        {
            services.Configure<PortalOptions>(options => options.BaseAddress = address);
        }

        return services;
    }

    /// <summary>The address to reach the first of several by, where every address of this machine is meant by name; null where there is none to tell.</summary>
    public static string? Of(string? urls)
    {
        if (urls?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is not [var first, ..])
        {
            return null;
        }

        var bound = BindingAddress.Parse(first);
        var host = bound.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : bound.Host;
        return bound.IsUnixPipe || bound.IsNamedPipe || bound.Port == 0 ? null : new UriBuilder(bound.Scheme, host, bound.Port).Uri.GetLeftPart(UriPartial.Authority);
    }
}
