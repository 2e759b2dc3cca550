using Portal.Core.Ledger;
using Portal.Core.Ledger.Rounds;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Ledger;

/// <summary>What a member needs in a round.</summary>
public sealed class NeedForm
{
    /// <summary>Which member.</summary>
    public Guid Organisation { get; set; }

    /// <summary>How much; empty takes it back.</summary>
    public string? Need { get; set; }
}

/// <summary>What a member did with its share.</summary>
public sealed class StoryForm
{
    /// <summary>Which member.</summary>
    public Guid Organisation { get; set; }

    /// <summary>The sentence in English.</summary>
    public string? StoryEnglish { get; set; }

    /// <summary>The sentence in French.</summary>
    public string? StoryFrench { get; set; }

    /// <summary>Why what the safety check finds may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>What was written.</summary>
    public PublicLine Line() => new(TextFaults.Of(StoryEnglish, StoryFrench)) { WhySafe = WhySafe };
}

/// <summary>The form in which a member's need or story is written: one small form for each member of a round.</summary>
/// <param name="Address">Where the forms are sent, without <c>/need</c> or <c>/story</c>.</param>
/// <param name="Refused">What was typed where that was refused.</param>
public sealed record ShareFormModel(RoundView Round, ShareLine Share, string Address, StoryForm? Refused);

/// <summary>The organisers' page.</summary>
public sealed record OrganisersLedgerModel(OrganisersLedger Ledger, StoryForm? Refused, Guid RefusedRound);
