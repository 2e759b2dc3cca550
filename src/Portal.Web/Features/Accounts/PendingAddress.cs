using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Remembers in this browser, unreadable to others, which address is being confirmed, so that nobody types it twice and it stands in no link.</summary>
public sealed class PendingAddress(IDataProtectionProvider protection, PortalCookies cookies)
{
    private const string Name = "pending";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly IDataProtector _protector = protection.CreateProtector("accounts.pending.v1");

    /// <summary>Keeps an address for a day.</summary>
    public void Keep(HttpContext context, string address) => context.Response.Cookies.Append(cookies.Name(Name), _protector.Protect(address), Guarded(context, Kept));

    /// <summary>The address that is kept, or null.</summary>
    public string? Read(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[cookies.Name(Name)] is { } box ? _protector.Unprotect(box) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Forgets it.</summary>
    public void Forget(HttpContext context) => context.Response.Cookies.Delete(cookies.Name(Name), Guarded(context, maxAge: null));

    private CookieOptions Guarded(HttpContext context, TimeSpan? maxAge)
    {
        var cookie = new CookieBuilder();
        cookies.Guard(cookie, Name);
        var options = cookie.Build(context);
        options.MaxAge = maxAge;
        return options;
    }
}
