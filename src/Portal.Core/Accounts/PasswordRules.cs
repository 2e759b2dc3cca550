using Microsoft.AspNetCore.Identity;

namespace Portal.Core.Accounts;

/// <summary>Asks every rule for passwords at once.</summary>
public sealed class PasswordRules(UserManager<Supporter> people)
{
    /// <summary>What is wrong with a password for this person; empty when it will do.</summary>
    public async Task<IReadOnlyList<AccountFlaw>> FlawsOfAsync(string password, Supporter supporter)
    {
        if (password.Length > Passwords.LongestLength)
        {
            return [AccountFlaw.PasswordTooLong];
        }

        var flaws = new HashSet<AccountFlaw>();
        foreach (var rule in people.PasswordValidators)
        {
            flaws.UnionWith((await rule.ValidateAsync(people, supporter, password)).Errors.Select(error => FlawOf(error.Code)));
        }

        return flaws.Contains(AccountFlaw.PasswordTooShort) ? [AccountFlaw.PasswordTooShort] : [.. flaws];
    }

    private static AccountFlaw FlawOf(string code) =>
        string.Equals(code, nameof(IdentityErrorDescriber.PasswordTooShort), StringComparison.Ordinal) ? AccountFlaw.PasswordTooShort : AccountFlaw.PasswordTooCommon;
}
