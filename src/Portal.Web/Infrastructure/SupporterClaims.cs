using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;

namespace Portal.Web.Infrastructure;

/// <summary>What the sign-in cookie says: who, the session, the security stamp and the language. No rights: those are read at each request.</summary>
public sealed class SupporterClaims(UserManager<Supporter> people, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Supporter>(people, options)
{
    /// <summary>The claim that names the session.</summary>
    public const string Session = "session";

    /// <summary>The session that a cookie names, or null.</summary>
    public static Guid? SessionOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue(Session), out var id) ? id : null;

    /// <inheritdoc />
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Supporter user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ReaderLanguage.Claim, user.Language));
        return identity;
    }
}
