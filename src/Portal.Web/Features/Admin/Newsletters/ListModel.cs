using Portal.Core.Newsletters;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A page of all newsletters.</summary>
public sealed record ListModel(IReadOnlyList<NewsletterRow> Rows, PagerModel Pager);
