using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Privacy;

namespace Portal.Core.Data.Demo;

/// <summary>Authenticators of those who may not begin without one, all with the same secret.</summary>
internal static class DemoAuthenticators
{
    public static async Task AddAsync(PortalDbContext db, Vault vault, TimeProvider clock, IEnumerable<Supporter> people, CancellationToken cancellationToken)
    {
        foreach (var person in people)
        {
            db.Authenticators.Add(new Authenticator
            {
                SupporterId = person.Id,
                Sealed = await vault.SealAsync(db, person.Id, DemoData.AuthenticatorSecret, cancellationToken),
                MadeAt = clock.GetUtcNow(),
                ConfirmedAt = clock.GetUtcNow(),
            });
        }
    }
}
