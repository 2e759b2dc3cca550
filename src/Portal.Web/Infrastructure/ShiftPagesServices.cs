using System.IO.Compression;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Portal.Web.Features.Bookings;
using Portal.Web.Features.Organise.Home;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Features.Organise.Sites;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Shifts;

namespace Portal.Web.Infrastructure;

/// <summary>Registers what the pages of organisations, shifts, bookings and their organisers need.</summary>
public static class ShiftPagesServices
{
    /// <summary>Reads, words, and the cache of the public list.</summary>
    public static IServiceCollection AddShiftPages(this IServiceCollection services)
    {
        services.AddSingleton<TimeWords>();
        services.AddScoped<ShiftReader>();
        services.AddScoped<Tickets>();
        services.AddScoped<WeekQueries>();
        services.AddScoped<ShiftListQueries>();
        services.AddScoped<SiteQueries>();
        services.AddScoped<CalendarQueries>();
        services.AddSingleton<PlanFaults>();

        services.AddSingleton<PageCache>();
        services.AddOutputCache(options => options.AddPolicy(PageCache.Shifts, policy => policy.AddPolicy<PageCache>(), excludeDefaultPolicy: true));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        return services;
    }

    /// <summary>
    /// Keeps and packs pages; to be used after the reader and the language are known. What is kept is kept packed.
    /// Only readers nobody knows get packed pages: theirs hold no secret that a guess packed beside it could reveal.
    /// </summary>
    public static void UsePageCache(this WebApplication app)
    {
        app.UseOutputCache();
        app.UseWhen(http => http.User.Identity?.IsAuthenticated != true, anonymous => anonymous.UseResponseCompression());
    }
}
