using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>One page of the organisers' list, told from <see cref="Now"/>.</summary>
public sealed record PlanListModel(PlanListForm Form, IReadOnlyList<PlanLine> Lines, int Total, PagerModel Pager, DateTimeOffset Now);
