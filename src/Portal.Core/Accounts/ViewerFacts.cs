using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;

namespace Portal.Core.Accounts;

/// <summary>What every request needs to know of the person who is signed in, read afresh: rights never come from a cookie. <paramref name="SessionSeenAt"/> is null where the session of the request is not open, or not theirs;
/// <paramref name="SessionProvenAt"/> is when they last showed in it who they are, <paramref name="SessionUsedAt"/> when a shared phone was last used, null for others.</summary>
public sealed record ViewerFacts(
    Guid Id,
    string DisplayName,
    string Language,
    IReadOnlyList<string> Speaks,
    string TimeZone,
    DateTimeOffset? SessionSeenAt,
    DateTimeOffset? SessionProvenAt,
    DateTimeOffset? SessionSecondStepAt,
    DateTimeOffset? SessionUsedAt,
    bool HasAuthenticator,
    bool IsConfirmed,
    bool IsSuspended,
    IReadOnlyList<PersonMembership> Memberships,
    bool IsAdministrator,
    bool IsAuditor,
    bool AddressIsDead,
    int OpenAsks,
    DateTimeOffset? DeletionDueAt)
{
    /// <summary>Whether they organise for some organisation.</summary>
    public bool IsOrganiser => Memberships.Any(m => m is { State: MembershipState.Active, Role: MembershipRole.Organiser });

    /// <summary>Whether a password is not enough for what this person may do, or for what they chose, and the session has no more.</summary>
    public bool AwaitsSecondStep => IsConfirmed && SessionSecondStepAt is null && (HasAuthenticator || IsAdministrator || IsAuditor || IsOrganiser);
}
