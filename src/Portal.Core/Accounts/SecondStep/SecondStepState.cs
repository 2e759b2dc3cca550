namespace Portal.Core.Accounts.SecondStep;

/// <summary>By what a person can take the second step of signing in.</summary>
/// <param name="AuthenticatorSince">Since when an authenticator counts; null where there is none.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
/// <param name="CodesLeft">How many recovery codes are not used.</param>
public sealed record SecondStepState(DateTimeOffset? AuthenticatorSince, int Passkeys, int CodesLeft)
{
    /// <summary>Whether there is anything to take it by.</summary>
    public bool IsSetUp => AuthenticatorSince is not null || Passkeys > 0;
}

/// <summary>What came of a code.</summary>
/// <param name="Wait">When to try again, if it was tried too often; nothing was checked then.</param>
public sealed record CodeVerdict(bool IsRight, DateTimeOffset? Wait = null);
