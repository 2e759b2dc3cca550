using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Portal.Web.Live;

namespace Portal.Web.Infrastructure;

/// <summary>Keeps the pages of readers nobody knows, and packs what a phone loads. A policy bears the name of the tag that evicts it.</summary>
public static class PageCaching
{
    private static readonly HashSet<string?> PackedForKnown = new(StringComparer.OrdinalIgnoreCase) { "/", "/shifts", "/updates", "/my/shifts" };

    /// <summary>One policy for each kind of page that live changes evict.</summary>
    public static IServiceCollection AddPageCache(this IServiceCollection services, PortalCookies cookies)
    {
        services.AddSingleton<PageShelf>();
        services.AddOutputCache(options =>
        {
            options.AddPolicy(LiveTags.Shifts, new PageCache(cookies, LiveTags.Shifts));
            options.AddPolicy(LiveTags.Updates, new PageCache(cookies, LiveTags.Updates));
            options.AddPolicy(LiveTags.Ledger, new PageCache(cookies, LiveTags.Ledger));
            options.AddPolicy(LiveTags.Needs, new PageCache(cookies, LiveTags.Needs));
            options.AddPolicy(LiveTags.Actions, new PageCache(cookies, LiveTags.Actions));
            options.AddPolicy(LiveTags.Circles, new PageCache(cookies, LiveTags.Circles));
            options.AddPolicy(LiveTags.Home, new PageCache(cookies, LiveTags.Home, LiveTags.Shifts));
        });
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        return services;
    }

    /// <summary>To be used after the reader and the language are known. What is kept is kept packed.</summary>
    public static void UsePageCache(this WebApplication app)
    {
        app.Use(static (http, next) =>
        {
            http.Response.OnStarting(static state => KeepToOneself((HttpContext)state), http);
            return next(http);
        });
        app.UseOutputCache();
        app.UseWhen(MayPack, packed => packed.UseResponseCompression());
    }

    // Packing a secret beside what a stranger chose tells the stranger, by its length, whether they are alike (BREACH). Readers nobody
    // knows have no secret; of the others' pages only those are packed that a phone loads most, and without anything chosen by an address.
    private static bool MayPack(HttpContext http) =>
        http.User.Identity?.IsAuthenticated != true || (!http.Request.QueryString.HasValue && PackedForKnown.Contains(http.Request.Path.Value));

    // What a page shows to somebody we know is for nobody's shelf, unless the page itself says otherwise.
    private static Task KeepToOneself(HttpContext http)
    {
        if (http.User.Identity?.IsAuthenticated == true && StringValues.IsNullOrEmpty(http.Response.Headers.CacheControl))
        {
            http.Response.Headers.CacheControl = "private, no-store";
        }

        return Task.CompletedTask;
    }
}
