using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;
using Portal.Web.Features.Shared;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Keeps pages for readers nobody knows for ten seconds at most; live hints evict them by tag before. Pages of signed-in
/// readers and pages that show a message are neither kept nor answered from what is kept; nor is one kept that was begun before something changed.
/// </summary>
public sealed class PageCache(PortalCookies cookies, params string[] tags) : IOutputCachePolicy
{
    private static readonly object Begun = new();
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var mayKeep = HttpMethods.IsGet(http.Request.Method)
            && http.User.Identity?.IsAuthenticated != true
            && !http.Request.Cookies.ContainsKey(cookies.Name(Flash.Cookie));
        context.EnableOutputCaching = mayKeep;
        context.AllowCacheLookup = mayKeep;
        context.AllowCacheStorage = mayKeep;
        http.Items[Begun] = http.RequestServices.GetRequiredService<PageShelf>().Generation(tags);
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Longest;
        context.Tags.UnionWith(tags);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
        context.CacheVaryByRules.VaryByValues["encoding"] = EncodingOf(http);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var (http, response) = (context.HttpContext, context.HttpContext.Response);
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0
            && http.Items[Begun] is long begun && begun == http.RequestServices.GetRequiredService<PageShelf>().Generation(tags);
        return ValueTask.CompletedTask;
    }

    // One copy for each way of packing, however many spellings of the header browsers have: the very choice that the packing makes.
    private static string EncodingOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<IResponseCompressionProvider>().GetCompressionProvider(http)?.EncodingName ?? "none";
}
