using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>
/// Remembers in this browser, unreadable to others, which address is being confirmed, so that nobody types it twice and it stands in no
/// link; the mark of the registration that was made here, so that nobody types their password twice either; and where it led from.
/// </summary>
public sealed class PendingAddress(IDataProtectionProvider protection, PortalCookies cookies, IOptions<IdentityOptions> identity)
{
    private const string Name = "pending";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly IDataProtector _protector = protection.CreateProtector("accounts.pending.v1");

    /// <summary>Keeps an address for a day, and the mark of the registration made in this browser, if one was.</summary>
    /// <param name="back">Where to go once the address is confirmed, if somewhere.</param>
    public void Keep(HttpContext context, string address, string? mark, string? back = null) =>
        context.Response.Cookies.Append(cookies.Name(Name), _protector.Protect($"{address}\n{mark}\n{back}"), Guarded(context, Kept));

    /// <summary>The address that is kept, or null.</summary>
    public string? Read(HttpContext context) => Parts(context) is [var address, ..] ? address : null;

    /// <summary>What shows that a registration is this browser's: the mark it left here, or the session of whoever signed in with its password.</summary>
    public string? Mark(HttpContext context) => Parts(context) is [_, { Length: > 0 } mark, ..] ? mark : context.User.FindFirst(identity.Value.ClaimsIdentity.SecurityStampClaimType)?.Value;

    /// <summary>Where the registration led from; null for nowhere.</summary>
    public string? Back(HttpContext context) => Parts(context) is [_, _, { Length: > 0 } back] ? back : null;

    /// <summary>Forgets it.</summary>
    public void Forget(HttpContext context) => context.Response.Cookies.Delete(cookies.Name(Name), Guarded(context, maxAge: null));

    private string[] Parts(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[cookies.Name(Name)] is { } box ? _protector.Unprotect(box).Split('\n') : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private CookieOptions Guarded(HttpContext context, TimeSpan? maxAge)
    {
        var cookie = new CookieBuilder();
        cookies.Guard(cookie, Name);
        var options = cookie.Build(context);
        options.MaxAge = maxAge;
        return options;
    }
}
