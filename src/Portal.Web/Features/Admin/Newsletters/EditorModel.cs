using Portal.Core.Newsletters;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>The editor beside what readers will see.</summary>
/// <param name="Id">The draft, or null for a new one.</param>
/// <param name="Audience">How many readers there are, by language.</param>
/// <param name="Look">What the present text looks like; empty until it is asked for.</param>
public sealed record EditorModel(Guid? Id, NewsletterForm Form, Audience Audience, IReadOnlyList<RenderedEdition> Look)
{
    /// <summary>Where the form goes.</summary>
    public string Action => Id is { } id ? $"/admin/newsletters/{id}/edit" : "/admin/newsletters";
}
