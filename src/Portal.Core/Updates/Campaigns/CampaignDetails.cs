namespace Portal.Core.Updates.Campaigns;

/// <summary>A campaign as its page and its form need it.</summary>
public sealed record CampaignDetails(Guid Id, string Slug, CampaignText Text, DateTimeOffset? EndedAt, int Version);

/// <summary>A campaign that an organiser may choose. <paramref name="HasEnded"/> only for the one that an update has already.</summary>
public sealed record CampaignChoice(Guid Id, LocalText Name, bool HasEnded);

/// <summary>A campaign in the administrators' list. <paramref name="Updates"/> counts those that were not withdrawn, whoever may read them.</summary>
public sealed record CampaignRow(Guid Id, string Slug, LocalText Name, DateTimeOffset? EndedAt, int Updates);
