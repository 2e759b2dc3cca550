namespace Portal.Core.Accounts;

/// <summary>What came of confirming by a link: the supporter, to be signed in, or what is wrong.</summary>
public sealed record ConfirmationOutcome(Supporter? Supporter, IReadOnlyList<AccountFlaw> Flaws)
{
    internal static ConfirmationOutcome Refused(params IReadOnlyList<AccountFlaw> flaws) => new(null, flaws);
}

/// <summary>The registration that a link would confirm: its name, and whether the browser that asks made it.</summary>
public sealed record LinkedRegistration(string Name, bool IsOwn);
