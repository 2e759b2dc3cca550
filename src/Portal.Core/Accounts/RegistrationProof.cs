namespace Portal.Core.Accounts;

/// <summary>
/// Shows that whoever confirms an address is whoever registered it: by the mark that the registration left in their browser, or by
/// the password they chose. A link or a code alone only shows that they read its mail.
/// </summary>
public sealed record RegistrationProof(string? Mark, string? Password);
