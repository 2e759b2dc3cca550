using Portal.Core.Newsletters;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Newsletters;

/// <summary>A page of the archive.</summary>
public sealed record ArchiveModel(IReadOnlyList<ArchivedIssue> Issues, PagerModel Pager);
