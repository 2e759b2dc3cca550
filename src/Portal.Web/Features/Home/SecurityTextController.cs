using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Resources;

namespace Portal.Web.Features.Home;

/// <summary>Says to whoever found a hole whom to tell (RFC 9116).</summary>
[AllowAnonymous]
public sealed class SecurityTextController(IOptions<PortalOptions> portal, TimeProvider clock) : Controller
{
    // The file has to say until when it can be relied on; it is made anew at each request.
    private const int MonthsGood = 6;

    /// <summary>The file; 404 where nobody is named.</summary>
    [HttpGet("/.well-known/security.txt")]
    public IActionResult Show()
    {
        var (options, until) = (portal.Value, clock.GetUtcNow().UtcDateTime.Date.AddMonths(MonthsGood));
        return options.SecurityContact.Length == 0
            ? NotFound()
            : Content(
                FormattableString.Invariant($"Contact: {new Uri(options.SecurityContact).AbsoluteUri}\nExpires: {until:yyyy-MM-dd}T00:00:00Z\nPreferred-Languages: {string.Join(", ", Languages.All.Keys)}\nCanonical: {options.BaseAddress}/.well-known/security.txt\n"),
                "text/plain; charset=utf-8");
    }
}
