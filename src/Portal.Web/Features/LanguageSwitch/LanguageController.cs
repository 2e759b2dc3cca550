using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Resources;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.LanguageSwitch;

/// <summary>The language switch: a link, so that pages need no form and can be cached.</summary>
[AllowAnonymous]
public sealed class LanguageController(PortalCookies cookies) : Controller
{
    /// <summary>Remembers a language for a year and leads back, to addresses of this portal only.</summary>
    [HttpGet("/language/{code}")]
    public IActionResult Choose(string code, string? back)
    {
        if (!Languages.All.ContainsKey(code))
        {
            return NotFound();
        }

        Response.Cookies.Append(ReaderLanguage.Cookie, code, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            Secure = cookies.OverHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            Path = "/",
        });
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
