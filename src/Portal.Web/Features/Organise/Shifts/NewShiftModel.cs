using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>The form of a new shift with what can be chosen in it.</summary>
public sealed class NewShiftModel(ShiftForm form, PlanChoices choices, Phrasebook texts)
{
    /// <summary>What was written.</summary>
    public ShiftForm Form { get; } = form;

    /// <summary>Whether there is anything to plan with.</summary>
    public bool HasActivities => choices.Activities.Count > 0;

    /// <summary>Activities; by organisation where there are several.</summary>
    public IEnumerable<SelectListItem> Activities =>
        Grouped(choices.Activities, activity => activity.OrganisationId, activity => activity.Id.ToString(), activity => activity.Name.ToString());

    /// <summary>Sites by their area, and work from home.</summary>
    public IEnumerable<SelectListItem> Places =>
        Grouped(choices.Sites, site => site.OrganisationId, site => site.Id.ToString(), site => site.Area.ToString())
            .Append(new SelectListItem(texts["Shifts.FromHome"], ShiftForm.FromHome));

    /// <summary>People who may lead.</summary>
    public IEnumerable<SelectListItem> Leads =>
        Grouped(choices.Leads, lead => lead.OrganisationId, lead => lead.Id.ToString(), lead => lead.Name);

    /// <summary>Who may see it.</summary>
    public IEnumerable<SelectListItem> Visibilities => [.. new[] { Visibility.Public, Visibility.Members }.Select(value => new SelectListItem(texts[$"Organise.Visibility.{value}"], value.ToString()))];

    /// <summary>Languages of the description.</summary>
    public IEnumerable<SelectListItem> DescriptionLanguages => [.. Languages.All.Select(language => new SelectListItem(language.Value, language.Key))];

    private List<SelectListItem> Grouped<T>(IEnumerable<T> all, Func<T, Guid> owner, Func<T, string> value, Func<T, string> text)
    {
        var groups = choices.Organisations.Count > 1 ? choices.Organisations.ToDictionary(o => o.Id, o => new SelectListGroup { Name = o.Name }) : [];
        return [.. all.Select(one => new SelectListItem(text(one), value(one)) { Group = groups.GetValueOrDefault(owner(one)) })];
    }
}
