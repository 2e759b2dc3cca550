using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>The editor beside what readers will see.</summary>
/// <param name="Id">The draft, or null for a new one.</param>
/// <param name="Choices">What can be chosen for its audience.</param>
/// <param name="Reach">Whom it would reach as it stands.</param>
/// <param name="Look">What the present text looks like; empty until it is asked for.</param>
public sealed record EditorModel(Guid? Id, NewsletterForm Form, AudienceChoices Choices, ReachModel Reach, IReadOnlyList<RenderedEdition> Look)
{
    /// <summary>Where the form goes.</summary>
    public string Action => Id is { } id ? $"/admin/newsletters/{id}/edit" : "/admin/newsletters";
}
