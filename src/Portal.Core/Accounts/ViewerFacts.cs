using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;

namespace Portal.Core.Accounts;

/// <summary>What every request needs to know of the person who is signed in, read afresh: rights never come from a cookie. <paramref name="SessionSeenAt"/> is null where the session of the request is not open, or not theirs;
/// <paramref name="SessionProvenAt"/> is when they last showed in it who they are.</summary>
public sealed record ViewerFacts(
    Guid Id,
    string DisplayName,
    string Language,
    IReadOnlyList<string> Speaks,
    string TimeZone,
    DateTimeOffset? SessionSeenAt,
    DateTimeOffset? SessionProvenAt,
    bool IsConfirmed,
    bool IsSuspended,
    IReadOnlyList<PersonMembership> Memberships,
    bool IsAdministrator,
    bool AddressIsDead,
    int OpenAsks,
    DateTimeOffset? DeletionDueAt);
