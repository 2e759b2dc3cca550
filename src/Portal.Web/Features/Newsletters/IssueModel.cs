using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;

namespace Portal.Web.Features.Newsletters;

/// <summary>An issue to read.</summary>
public sealed record IssueModel(DateOnly Day, RenderedEdition Edition);
