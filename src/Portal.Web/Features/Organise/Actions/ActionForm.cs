using System.ComponentModel.DataAnnotations;
using Portal.Core;
using Portal.Core.Actions;
using Portal.Core.Organisations;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Actions;

/// <summary>An action as an organiser writes it. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class ActionForm
{
    /// <summary>So that a double tap calls for one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The version that was opened.</summary>
    public int Version { get; set; }

    /// <summary>Who calls for it.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>What it asks for.</summary>
    [EnumDataType(typeof(ActionKind))]
    public ActionKind Kind { get; set; }

    /// <summary>What to do, in English.</summary>
    public string? TitleEnglish { get; set; }

    /// <summary>What to do, in French.</summary>
    public string? TitleFrench { get; set; }

    /// <summary>What it is for, in English.</summary>
    public string? LeadEnglish { get; set; }

    /// <summary>What it is for, in French.</summary>
    public string? LeadFrench { get; set; }

    /// <summary>How it is done, in English.</summary>
    public string? StepsEnglish { get; set; }

    /// <summary>How it is done, in French.</summary>
    public string? StepsFrench { get; set; }

    /// <summary>A text to adapt, in English.</summary>
    public string? DraftEnglish { get; set; }

    /// <summary>A text to adapt, in French.</summary>
    public string? DraftFrench { get; set; }

    /// <summary>How many times it is to be done.</summary>
    public int? Goal { get; set; }

    /// <summary>The last day.</summary>
    [DataType(DataType.Date)]
    public DateOnly? Deadline { get; set; }

    /// <summary>The languages in which it can be done.</summary>
    public List<string>? Languages { get; set; } = [];

    /// <summary>The campaign it belongs to.</summary>
    public Guid? CampaignId { get; set; }

    /// <summary>Why what the safety check finds may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>An empty form.</summary>
    public static ActionForm New(TimeProvider clock) => new() { FormKey = Ids.New(clock) };

    /// <summary>The form of one as it is written.</summary>
    public static ActionForm Of(WrittenAction written)
    {
        var plan = written.Plan;
        return new ActionForm
        {
            Version = written.Version,
            Kind = plan.Kind,
            TitleEnglish = plan.Title.Exactly("en"),
            TitleFrench = plan.Title.Exactly("fr"),
            LeadEnglish = plan.Lead.Exactly("en"),
            LeadFrench = plan.Lead.Exactly("fr"),
            StepsEnglish = plan.Steps.Exactly("en"),
            StepsFrench = plan.Steps.Exactly("fr"),
            DraftEnglish = plan.Draft.Exactly("en"),
            DraftFrench = plan.Draft.Exactly("fr"),
            Goal = plan.Goal,
            Deadline = plan.Deadline,
            Languages = [.. plan.Languages],
            CampaignId = plan.CampaignId,
        };
    }

    /// <summary>What was written.</summary>
    public ActionPlan ToPlan() => new(Kind, TextFaults.Of(TitleEnglish, TitleFrench), TextFaults.Of(LeadEnglish, LeadFrench), TextFaults.Of(StepsEnglish, StepsFrench), TextFaults.Of(DraftEnglish, DraftFrench))
    {
        Goal = Goal,
        Deadline = Deadline,
        Languages = Languages ?? [],
        CampaignId = CampaignId,
        WhySafe = WhySafe,
    };
}

/// <summary>The form, what it may choose from, and the action that is edited; null for a new one.</summary>
public sealed record ActionFormModel(ActionForm Form, WrittenAction? Written, IReadOnlyList<OrganisationRef> Organisations, IReadOnlyList<CampaignChoice> Campaigns)
{
    /// <summary>What the safety check points out in a refused text.</summary>
    public IReadOnlyList<SafetyFinding> Risks { get; init; } = [];
}
