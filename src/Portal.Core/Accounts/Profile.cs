using Portal.Core.Organisations;

namespace Portal.Core.Accounts;

/// <summary>What a person says about themselves, and how the portal speaks with them.</summary>
/// <param name="Intentions">How they would like to help, of <see cref="Accounts.Intentions"/>.</param>
/// <param name="TimeZone">IANA name; empty where it was never said.</param>
public sealed record Profile(string DisplayName, string? Country, IReadOnlyList<string> Speaks, IReadOnlyList<string> Intentions, string TimeZone, string Language);

/// <summary>What a person wants to be mailed besides what they ask for.</summary>
public sealed record MailWishes(bool Reminders, bool CallOuts, bool Newsletter);

/// <summary>What one is in an organisation, and when that ends; null for no end.</summary>
public sealed record OwnRole(OrganisationRef Organisation, MembershipRole Role, DateTimeOffset? EndsAt);
