namespace Portal.Core.Accounts;

/// <summary>What came of joining: what is wrong, or nothing; and the mark by which this browser can show later that it was here that one joined.</summary>
/// <param name="Mark">Set when nothing is wrong, for known and unknown addresses alike.</param>
public sealed record RegistrationOutcome(IReadOnlyList<AccountFlaw> Flaws, string? Mark);
