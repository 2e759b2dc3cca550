namespace Portal.Core.Accounts.TwoPersons;

/// <summary>How asking for something that takes two people ended.</summary>
public enum AskTwoResult
{
    /// <summary>It waits for its second person.</summary>
    Asked,

    /// <summary>There is no account of this address that can hold a role, or no such person for who asks.</summary>
    NotFound,

    /// <summary>The same is asked for already.</summary>
    Already,

    /// <summary>The person has that role, or nothing that could be removed.</summary>
    Nothing,

    /// <summary>The role would end before it began.</summary>
    EndsTooSoon,
}

/// <summary>How ending a role ended.</summary>
public enum EndRoleResult
{
    /// <summary>It is over.</summary>
    Ended,

    /// <summary>Nobody would be left who administers.</summary>
    LastAdministrator,

    /// <summary>There is no such role, or whoever asks is no administrator.</summary>
    NotFound,
}

/// <summary>Who holds roles in the coalition, and what waits for a second person.</summary>
public sealed record CoalitionPage(IReadOnlyList<RoleHolder> Holders, IReadOnlyList<WaitingRequest> Waiting);

/// <summary>Who holds a role.</summary>
public sealed record RoleHolder(Guid SupporterId, string Name, CoalitionRoleKind Kind, DateTimeOffset Since, DateTimeOffset? EndsAt);

/// <summary>A request that waits.</summary>
/// <param name="MayDecide">Whether whoever reads is neither who asked nor whom it is about.</param>
public sealed record WaitingRequest(Guid Id, TwoPersonKind Kind, string Subject, string AskedBy, string? Organisation, DateTimeOffset ExpiresAt, DateTimeOffset? RoleEndsAt, bool MayDecide);
