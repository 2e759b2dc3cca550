namespace Portal.Core.Accounts.AddressChanges;

/// <summary>What came of asking for another address. Where neither is said, a mail may be on its way: nobody learns whether the address has an account.</summary>
/// <param name="Flaw">What is wrong, or null.</param>
/// <param name="Wait">When to ask again, or null.</param>
public sealed record AskChangeOutcome(AccountFlaw? Flaw = null, DateTimeOffset? Wait = null);

/// <summary>What a mailed link would do.</summary>
/// <param name="IsOwn">Whether who looks is signed in to that account.</param>
public sealed record LinkedChange(string NewAddress, bool IsOwn);

/// <summary>What came of the button behind a mailed link.</summary>
/// <param name="Supporter">The account as it is now, where it has the address.</param>
public sealed record ConfirmChangeOutcome(ConfirmChangeResult Result, Supporter? Supporter = null, DateTimeOffset? Wait = null);

/// <summary>How that can end.</summary>
public enum ConfirmChangeResult
{
    /// <summary>The account has the address.</summary>
    Changed,

    /// <summary>The link is too old, was used, or another came after it.</summary>
    Refused,

    /// <summary>Not the account's password.</summary>
    PasswordWrong,

    /// <summary>Too many tries at the password.</summary>
    Wait,

    /// <summary>Another account got the address meanwhile.</summary>
    Taken,
}
