using Portal.Core.Updates.Campaigns;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Campaigns;

/// <summary>A page of all campaigns.</summary>
public sealed record CampaignListModel(IReadOnlyList<CampaignRow> Rows, PagerModel Pager);
