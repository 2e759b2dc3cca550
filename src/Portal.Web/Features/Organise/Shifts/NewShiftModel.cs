using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>The form of a new shift with what can be chosen in it.</summary>
public class NewShiftModel(ShiftForm form, PlanChoices choices, Phrasebook texts)
{
    /// <summary>What was written.</summary>
    public ShiftForm Form { get; } = form;

    /// <summary>Whether it has a phone of its own: one shift may, a series has the organisation's.</summary>
    public virtual bool AsksForPhone => true;

    /// <summary>Whether there is anything to plan with.</summary>
    public bool HasActivities => choices.Activities.Any(activity => !activity.Retired);

    /// <summary>Activities; by organisation where there are several.</summary>
    public IEnumerable<SelectListItem> Activities =>
        Grouped([.. choices.Activities.Where(activity => !activity.Retired || activity.Id == Form.ActivityId)], activity => activity.OrganisationId, activity => activity.Id.ToString(), activity => activity.Name.ToString());

    /// <summary>Sites by their area, and work from home.</summary>
    public IEnumerable<SelectListItem> Places =>
        Grouped(choices.Sites, site => site.OrganisationId, site => site.Id.ToString(), site => site.Area.ToString())
            .Append(new SelectListItem(texts["Shifts.FromHome"], ShiftForm.FromHome))
            .Append(new SelectListItem(texts["Organise.Field.AsTask"], ShiftForm.AsTask));

    /// <summary>People who may lead.</summary>
    public IEnumerable<SelectListItem> Leads =>
        Grouped(choices.Leads, lead => lead.OrganisationId, lead => lead.Id.ToString(), lead => lead.Name);

    /// <summary>Who may see it.</summary>
    public IEnumerable<SelectListItem> Visibilities => [.. new[] { Visibility.Public, Visibility.Members }.Select(value => new SelectListItem(texts[$"Organise.Visibility.{value}"], value.ToString()))];

    /// <summary>How bookings become confirmed.</summary>
    public IEnumerable<SelectListItem> Modes => [.. Enum.GetValues<BookingMode>().Select(value => new SelectListItem(texts[$"Organise.Mode.{value}"], value.ToString()))];

    /// <summary>Languages that a position may ask for, those most asked for first.</summary>
    public IEnumerable<SelectListItem> Spoken => [.. SpokenLanguages.All.Select(code => new SelectListItem(texts[$"Accounts.Speaks.{code}"], code))];

    /// <summary>Qualifications that a position may ask for.</summary>
    public IEnumerable<SelectListItem> Qualifications => [.. choices.Qualifications.Where(kind => !kind.Retired || Form.Positions.Exists(row => row.Qualifications.Contains(kind.Id))).Select(kind => new SelectListItem(kind.Name.ToString(), kind.Id.ToString()))];

    /// <summary>Languages of the description.</summary>
    public IEnumerable<SelectListItem> DescriptionLanguages => [.. Languages.All.Select(language => new SelectListItem(language.Value, language.Key))];

    /// <summary>Whether positions beyond the first are in use, so that their fold stands open.</summary>
    public bool NeedsMorePositions(ModelStateDictionary state) =>
        Form.FilledRows().Any(row => row > 0) || Enumerable.Range(1, Math.Max(0, Form.Positions.Count - 1)).Any(row => IsWrong(state, string.Create(CultureInfo.InvariantCulture, $"{nameof(ShiftForm.Positions)}[{row}]")));

    /// <summary>Whether somebody else is to see it than the activity says.</summary>
    public bool NeedsVisibility(ModelStateDictionary state) => Form.Visibility is not null || Form.BookingMode != default || IsWrong(state, nameof(ShiftForm.Visibility));

    /// <summary>Whether there is a note.</summary>
    public bool NeedsNote(ModelStateDictionary state) => !string.IsNullOrWhiteSpace(Form.Description) || !string.IsNullOrWhiteSpace(Form.DutyPhone)
        || IsWrong(state, nameof(ShiftForm.Description)) || IsWrong(state, nameof(ShiftForm.DutyPhone));

    /// <summary>Whether the hours to give a place back are not the usual ones.</summary>
    public bool NeedsHours(ModelStateDictionary state) =>
        Form.CancellationHours != new ShiftForm().CancellationHours || IsWrong(state, nameof(ShiftForm.CancellationHours));

    /// <summary>Whether a position asks for something, or what it asks for is wrong.</summary>
    public bool NeedsAsking(ModelStateDictionary state, int row) =>
        Form.Positions[row].AsksForAnything || IsWrong(state, string.Create(CultureInfo.InvariantCulture, $"{nameof(ShiftForm.Positions)}[{row}].{nameof(PositionForm.Languages)}"));

    private static bool IsWrong(ModelStateDictionary state, string field) =>
        state.FindKeysWithPrefix($"{nameof(Form)}.{field}").Any(entry => entry.Value.Errors.Count > 0);

    private List<SelectListItem> Grouped<T>(IEnumerable<T> all, Func<T, Guid> owner, Func<T, string> value, Func<T, string> text)
    {
        var groups = choices.Organisations.Count > 1 ? choices.Organisations.ToDictionary(o => o.Id, o => new SelectListGroup { Name = o.Name }) : [];
        return [.. all.Select(one => new SelectListItem(text(one), value(one)) { Group = groups.GetValueOrDefault(owner(one)) })];
    }
}
