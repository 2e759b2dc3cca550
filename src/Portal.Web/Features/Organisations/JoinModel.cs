using Portal.Core;
using Portal.Core.Organisations;

namespace Portal.Web.Features.Organisations;

/// <summary>The page on which one asks to join.</summary>
public sealed record JoinModel(Guid OrganisationId, string Slug, string Name, LocalText? BeforeYouCome, IReadOnlyList<ConditionLine> Conditions)
{
    /// <summary>Where the reader stands with the organisation; null for nowhere.</summary>
    public MembershipState? Membership { get; init; }

    /// <summary>Whether the reader's coordinators may put them on the rota without asking.</summary>
    public bool MayBeAssigned { get; init; }

    /// <summary>What was filled in.</summary>
    public JoinForm Form { get; init; } = new();
}

/// <summary>A condition to affirm.</summary>
public sealed record ConditionLine(Guid Id, LocalText Text);
