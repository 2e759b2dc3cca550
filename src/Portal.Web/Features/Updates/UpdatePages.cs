using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Portal.Web.Features.Organise.Updates;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Updates;

/// <summary>Registers what the pages of updates need.</summary>
public static class UpdatePages
{
    /// <summary>The name of the cache policy of the feed for readers nobody knows.</summary>
    public const string Cache = "updates";

    /// <summary>The words of live pages, and the cache: ten seconds at most, evicted by the tail.</summary>
    public static IServiceCollection AddUpdatePages(this IServiceCollection services)
    {
        services.AddSingleton<LiveWords>();
        services.AddScoped<UpdateReader>();
        services.AddSingleton<UpdateFaults>();
        return services.AddOutputCache(options => options.AddPolicy(Cache, policy => policy
            .With(context => !context.HttpContext.Request.Cookies.ContainsKey(context.HttpContext.RequestServices.GetRequiredService<PortalCookies>().Name("flash")))
            .Expire(TimeSpan.FromSeconds(10))
            .Tag(LiveTags.Updates)
            .SetVaryByQuery("page")
            .SetVaryByHeader("Accept-Encoding")
            .VaryByValue(_ => new KeyValuePair<string, string>("language", CultureInfo.CurrentUICulture.Name))));
    }
}
