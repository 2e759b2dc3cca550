namespace Portal.Core.Updates.Campaigns;

/// <summary>What an administrator writes about a campaign: its name and what it is about, in a sentence and at length (Markdown).</summary>
public sealed record CampaignText(LocalText Name, LocalText Lead, LocalText Story)
{
    /// <summary>As it is kept.</summary>
    internal CampaignText Cleaned() => new(TextFault.Line(Name), TextFault.Line(Lead), Story.Each(TypedText.Lines));

    /// <summary>All that is wrong with it.</summary>
    internal IReadOnlyList<TextFault> Faults() =>
    [
        .. TextFault.In(nameof(Name), Name, Campaign.NameLength, needed: true),
        .. TextFault.In(nameof(Lead), Lead, Campaign.LeadLength),
        .. TextFault.In(nameof(Story), Story, Campaign.StoryLength, markdown: true),
    ];
}
