using Portal.Core.Updates;
using Portal.Core.Updates.Campaigns;
using Portal.Web.Features.Actions;

namespace Portal.Web.Features.Updates;

/// <summary>A campaign with one page of its updates.</summary>
public sealed record CampaignModel(CampaignDetails Campaign, UpdateListModel List)
{
    /// <summary>What anybody can do for it now.</summary>
    public required IReadOnlyList<ActionTile> Actions { get; init; }

    /// <summary>What it is about, in plain text, for other programs; null where nobody has said.</summary>
    public string? Description =>
        Campaign.Text.Lead.ToString() is { Length: > 0 } lead ? lead
        : Excerpt.Of(MarkdownRenderer.ToHtml(Campaign.Text.Story.ToString())) is { Length: > 0 } story ? story
        : null;
}
