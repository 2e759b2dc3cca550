namespace Portal.Core.Updates.Campaigns;

/// <summary>A campaign as updates and lists lead to it.</summary>
public sealed record CampaignLink(string Slug, LocalText Name);
