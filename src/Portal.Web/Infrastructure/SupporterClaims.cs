using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;

namespace Portal.Web.Infrastructure;

/// <summary>What the sign-in cookie says: who, the security stamp and the language. No rights: those are read at each request.</summary>
public sealed class SupporterClaims(UserManager<Supporter> people, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Supporter>(people, options)
{
    /// <inheritdoc />
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Supporter user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(ReaderLanguage.Claim, user.Language));
        return identity;
    }
}
