using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core;
using Portal.Core.Organisations.Closures;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Closing a site: the form, and what would come of it.</summary>
public sealed class CloseModel(SiteLine site, IReadOnlyList<SiteLine> others, IReadOnlyList<ClosedSite> closed, CloseForm form, DateTimeOffset now, Phrasebook texts)
{
    /// <summary>The site.</summary>
    public SiteLine Site { get; } = site;

    /// <summary>What was written.</summary>
    public CloseForm Form { get; } = form;

    /// <summary>The moment it is told from.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>What would come of it; null before it was asked.</summary>
    public ClosureOutcome? Outcome { get; init; }

    /// <summary>From when to when; null while a part of it is missing.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Span { get; } = form.Span(TimeWords.Zone(site.TimeZone));

    /// <summary>Where its shifts go; null where they are cancelled.</summary>
    public LocalText? MovesTo => others.FirstOrDefault(o => $"{o.Id}" == Form.Fate)?.Area;

    /// <summary>Where its shifts can go: to sites that are open then; and that they are cancelled.</summary>
    public IEnumerable<SelectListItem> Fates =>
        [.. others.Where(o => o.Id != Site.Id && o.Organisation == Site.Organisation && !(Span is var (from, until) && closed.Any(c => c.SiteId == o.Id && c.From < until && c.Until > from))).Select(o => new SelectListItem(texts["Organise.Close.MoveTo", o.Area], o.Id.ToString())), new SelectListItem(texts["Organise.Close.CancelThem"], CloseForm.Cancel)];
}
