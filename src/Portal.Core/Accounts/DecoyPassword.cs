using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Accounts;

/// <summary>A hash to check passwords against when there is no account, so that the answer takes as long as if there were.</summary>
public sealed class DecoyPassword(IServiceProvider services)
{
    private readonly Lazy<string> _hash = new(() => Using(services, hasher => hasher.HashPassword(null!, "nobody has this password")));

    /// <summary>Does the work and forgets the result.</summary>
    public void Verify(string password) => Using(services, hasher => hasher.VerifyHashedPassword(null!, _hash.Value, password));

    // The hasher is scoped, as all of Identity is; this lives as long as the process.
    private static T Using<T>(IServiceProvider services, Func<IPasswordHasher<Supporter>, T> work)
    {
        using var scope = services.CreateScope();
        return work(scope.ServiceProvider.GetRequiredService<IPasswordHasher<Supporter>>());
    }
}
