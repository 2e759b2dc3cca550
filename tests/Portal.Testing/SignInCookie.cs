using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Web.Infrastructure;

namespace Portal.Testing;

/// <summary>Makes the cookie of somebody who is signed in, with the portal's own claims, format and keys.</summary>
internal static class SignInCookie
{
    public static async Task<(string Name, string Value)> MakeAsync(IServiceProvider services, Supporter supporter, bool byPassword)
    {
        await using var scope = services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Supporter>>().CreateAsync(supporter);
        var session = await new TestData(services).CreateSessionAsync(supporter.Id, byPassword);
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(SupporterClaims.Session, $"{session}"));
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan };
        var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);
        return (options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }
}
