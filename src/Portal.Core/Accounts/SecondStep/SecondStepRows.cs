using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>What the second step of a person is made of, in one place for whoever takes all of it away.</summary>
internal static class SecondStepRows
{
    /// <summary>Removes authenticator, recovery codes and passkeys, in the caller's transaction.</summary>
    public static async Task RemoveSecondStepAsync(this PortalDbContext db, Guid supporterId, CancellationToken cancellationToken)
    {
        await db.Authenticators.Where(a => a.SupporterId == supporterId).ExecuteDeleteAsync(cancellationToken);
        await db.RecoveryCodes.Where(c => c.SupporterId == supporterId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserPasskey<Guid>>().Where(p => p.UserId == supporterId).ExecuteDeleteAsync(cancellationToken);
    }
}
