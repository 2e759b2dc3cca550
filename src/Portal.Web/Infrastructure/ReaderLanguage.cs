using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;
using Portal.Core.Resources;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Chooses the language of a page: the profile's, then the cookie that the switch sets, then the browser's first one
/// that the portal speaks, then the default.
/// </summary>
public sealed class ReaderLanguage : RequestCultureProvider
{
    /// <summary>The claim that carries the language of a profile as a two-letter code.</summary>
    public const string Claim = "portal:lang";

    /// <summary>The name of the cookie; it holds nothing but a two-letter code, so it needs no guard.</summary>
    public const string Cookie = "portal-language";

    /// <inheritdoc />
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = Spoken(httpContext.User.FindFirst(Claim)?.Value)
            ?? Spoken(httpContext.Request.Cookies[Cookie])
            ?? OfBrowser(httpContext.Request);
        return Task.FromResult<ProviderCultureResult?>(new(Languages.CultureOf(language).Name));
    }

    /// <summary>Keeps a language for a year.</summary>
    public static void Remember(HttpResponse response, PortalCookies cookies, string language) => response.Cookies.Append(Cookie, language, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        Secure = cookies.OverHttps,
        SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
        IsEssential = true,
        Path = "/",
    });

    private static string? OfBrowser(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wishes))
        {
            return null;
        }

        return wishes
            .Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Spoken(wish.Value.Value?.Split('-')[0].ToLowerInvariant()))
            .FirstOrDefault(language => language is not null);
    }

    private static string? Spoken(string? language) => language is not null && Languages.All.ContainsKey(language) ? language : null;
}
