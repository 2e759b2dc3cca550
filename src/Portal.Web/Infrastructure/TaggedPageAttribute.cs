using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Tags a page for readers nobody knows with a hash of its bytes. Browsers keep it, but ask each time; the output cache answers 304 to
/// one that has the very same. Answering so here would leave the cache empty for as long as only browsers ask that know the page.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TaggedPageAttribute : Attribute, IAsyncResultFilter
{
    /// <inheritdoc />
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.User.Identity?.IsAuthenticated == true)
        {
            http.Response.Headers.CacheControl = "private, no-store";
            await next();
            return;
        }

        var body = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next();
        }
        finally
        {
            http.Response.Body = body;
        }

        await AnswerAsync(http, page);
    }

    private static async Task AnswerAsync(HttpContext http, MemoryStream page)
    {
        var bytes = page.GetBuffer().AsMemory(0, (int)page.Length);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Span)[..12])}\"", isWeak: true);
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept-Language, Cookie";
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
