using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;

namespace Portal.Core.Accounts;

/// <summary>What every request needs to know of the person who is signed in, read afresh: rights never come from a cookie.</summary>
public sealed record ViewerFacts(
    Guid Id,
    string DisplayName,
    string Language,
    IReadOnlyList<string> Speaks,
    string TimeZone,
    string? SecurityStamp,
    bool IsConfirmed,
    bool IsSuspended,
    IReadOnlyList<PersonMembership> Memberships,
    bool IsAdministrator,
    bool AddressIsDead,
    int OpenAsks);
