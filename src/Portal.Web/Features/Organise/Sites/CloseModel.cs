using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Organisations.Closures;
using Portal.Core.Resources;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Closing a site: the form, and what would come of it.</summary>
public sealed class CloseModel(SiteLine site, IReadOnlyList<SiteLine> others, CloseForm form, DateTimeOffset now, Phrasebook texts)
{
    /// <summary>The site.</summary>
    public SiteLine Site { get; } = site;

    /// <summary>What was written.</summary>
    public CloseForm Form { get; } = form;

    /// <summary>The moment it is told from.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>What would come of it; null before it was asked.</summary>
    public ClosureOutcome? Outcome { get; init; }

    /// <summary>Where its shifts can go, and that they are cancelled.</summary>
    public IEnumerable<SelectListItem> Fates =>
        [.. others.Where(o => o.Id != Site.Id && o.Organisation == Site.Organisation).Select(o => new SelectListItem(texts["Organise.Close.MoveTo", o.Area], o.Id.ToString())), new SelectListItem(texts["Organise.Close.CancelThem"], CloseForm.Cancel)];
}
