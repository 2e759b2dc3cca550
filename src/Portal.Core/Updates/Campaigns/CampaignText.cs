using Portal.Core.Resources;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates.Campaigns;

/// <summary>What an administrator writes about a campaign: its name and what it is about, in a sentence and at length (Markdown).</summary>
public sealed record CampaignText(LocalText Name, LocalText Lead, LocalText Story)
{
    /// <summary>The author's reason why what <see cref="SafetyCheck"/> finds may stay; it goes on record and is not shown.</summary>
    public string? WhySafe { get; init; }

    /// <summary>What may lead the wrong people to a place or a person, in any language; nothing is sought in what is too long anyhow.</summary>
    public IReadOnlyList<SafetyFinding> Risks() => Faults().Any(fault => fault.Kind == TextFaultKind.TooLong)
        ? [] : [.. Languages.All.Keys.SelectMany(language => SafetyCheck.Find($"{Name.Exactly(language)}\n{Lead.Exactly(language)}", Story.Exactly(language)))];

    /// <summary>As it is kept.</summary>
    public CampaignText Cleaned() => new(TextFault.Line(Name), TextFault.Line(Lead), Story.Each(TypedText.Lines))
    {
        WhySafe = TypedText.Line(WhySafe) is { Length: > 0 } why ? why : null,
    };

    /// <summary>All that is wrong with it.</summary>
    internal IReadOnlyList<TextFault> Faults() =>
    [
        .. TextFault.In(nameof(Name), Name, Campaign.NameLength, needed: true),
        .. TextFault.In(nameof(Lead), Lead, Campaign.LeadLength),
        .. TextFault.In(nameof(Story), Story, Campaign.StoryLength, markdown: true),
    ];

    /// <summary>Whether somebody must still say why what was found may stay, or said it in a way that cannot be kept.</summary>
    internal bool LacksReason() => WhySafe is null ? Risks().Count > 0 : WhySafe.Length > UpdateText.ReasonLength || !TypedText.IsReadable(WhySafe);

    /// <summary>Whether it says what a campaign says already.</summary>
    internal bool IsOf(Campaign campaign) => Name.Equals(campaign.Name) && Lead.Equals(campaign.Lead) && Story.Equals(campaign.Story);
}
