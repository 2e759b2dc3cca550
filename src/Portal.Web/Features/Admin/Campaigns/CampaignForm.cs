using Portal.Core;
using Portal.Core.Updates.Campaigns;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Campaigns;

/// <summary>A campaign as an administrator writes it. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class CampaignForm
{
    /// <summary>So that a double tap begins one.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The version that was opened.</summary>
    public int Version { get; set; }

    /// <summary>Its name in addresses; only of a new one.</summary>
    public string? Slug { get; set; }

    /// <summary>The name in English.</summary>
    public string? NameEnglish { get; set; }

    /// <summary>The name in French.</summary>
    public string? NameFrench { get; set; }

    /// <summary>What it is about in one sentence, in English.</summary>
    public string? LeadEnglish { get; set; }

    /// <summary>What it is about in one sentence, in French.</summary>
    public string? LeadFrench { get; set; }

    /// <summary>What it is about at length, in English.</summary>
    public string? StoryEnglish { get; set; }

    /// <summary>What it is about at length, in French.</summary>
    public string? StoryFrench { get; set; }

    /// <summary>Why what the safety check finds may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>An empty form.</summary>
    public static CampaignForm New(TimeProvider clock) => new() { FormKey = Ids.New(clock) };

    /// <summary>The form of one as it is written.</summary>
    public static CampaignForm Of(CampaignDetails campaign) => new()
    {
        Version = campaign.Version,
        NameEnglish = campaign.Text.Name.Exactly("en"),
        NameFrench = campaign.Text.Name.Exactly("fr"),
        LeadEnglish = campaign.Text.Lead.Exactly("en"),
        LeadFrench = campaign.Text.Lead.Exactly("fr"),
        StoryEnglish = campaign.Text.Story.Exactly("en"),
        StoryFrench = campaign.Text.Story.Exactly("fr"),
    };

    /// <summary>What was written.</summary>
    public CampaignText Text() => new(TextFaults.Of(NameEnglish, NameFrench), TextFaults.Of(LeadEnglish, LeadFrench), TextFaults.Of(StoryEnglish, StoryFrench)) { WhySafe = WhySafe };
}

/// <summary>The form, and the campaign that is edited; null for a new one.</summary>
public sealed record CampaignFormModel(CampaignForm Form, CampaignDetails? Written)
{
    /// <summary>What the safety check points out in a refused text.</summary>
    public IReadOnlyList<SafetyFinding> Risks { get; init; } = [];
}
