using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>The form of a shift that is changed, or the preview of what comes of it.</summary>
public sealed class EditShiftModel(EditableShift editable, ShiftForm form, ChangeForm change, PlanChoices choices, Phrasebook texts) : NewShiftModel(form, choices, texts)
{
    private readonly PlanChoices _choices = choices;
    private readonly Phrasebook _texts = texts;

    /// <summary>The shift as it is.</summary>
    public EditableShift Editable { get; } = editable;

    /// <summary>What goes with the form.</summary>
    public ChangeForm Change { get; } = change;

    /// <summary>What somebody else changed since the form was made.</summary>
    public IReadOnlyList<FieldChange> Meanwhile { get; init; } = [];

    /// <summary>What this would change.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>What would come of it; null where the fields are shown.</summary>
    public ChangePreview? Preview { get; init; }

    /// <summary>Whether people booked, gave back or answered since the last preview.</summary>
    public bool IsAnew { get; init; }

    /// <summary>The fields of the form as they were sent, to be sent again.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Sent { get; init; } = [];

    /// <summary>What differs between two versions of the form, told with the labels of its fields.</summary>
    public IReadOnlyList<FieldChange> Between(IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now) =>
        [.. was.Keys.Union(now.Keys)
            .Where(key => was.GetValueOrDefault(key, "") != now.GetValueOrDefault(key, ""))
            .Select(key => new FieldChange(LabelOf(key, was, now), Tell(key, was.GetValueOrDefault(key, "")), Tell(key, now.GetValueOrDefault(key, ""))))
            .OrderBy(change => change.Label, StringComparer.CurrentCulture)];

    private string LabelOf(string key, IReadOnlyDictionary<string, string> was, IReadOnlyDictionary<string, string> now)
    {
        var (position, field) = key.Split('.') is [var id, var name] ? (id, name) : (null, key);
        var label = _texts[field switch
        {
            nameof(ShiftForm.ActivityId) => "Organise.Field.Activity",
            nameof(ShiftForm.LeadId) => "Organise.Field.Lead",
            nameof(ShiftForm.CancellationHours) => "Organise.Field.Hours",
            nameof(ShiftForm.DescriptionLanguage) => "Organise.Field.Language",
            nameof(PositionForm.English) => "Organise.Field.NameEnglish",
            nameof(PositionForm.French) => "Organise.Field.NameFrench",
            nameof(PositionForm.BeginnerFriendly) => "Organise.Field.Beginner",
            nameof(PositionForm.Languages) => "Organise.Field.Spoken",
            nameof(PositionForm.IsInterpreter) => "Organise.Field.Interpreter",
            nameof(ShiftForm.BookingMode) => "Organise.Field.Mode",
            _ => $"Organise.Field.{field}",
        }];
        return position is null ? label : $"{NameOf(position, was) ?? NameOf(position, now)}, {label}";
    }

    private static string? NameOf(string position, IReadOnlyDictionary<string, string> values) =>
        new[] { PositionForm.OwnName, nameof(PositionForm.English), nameof(PositionForm.French) }
            .Select(field => values.GetValueOrDefault($"{position}.{field}", "")).FirstOrDefault(name => name.Length > 0);

    private string Tell(string key, string value) => key.Split('.')[^1] switch
    {
        _ when value.Length == 0 => _texts["Organise.Change.Nothing"],
        nameof(ShiftForm.ActivityId) => _choices.Activities.FirstOrDefault(a => a.Id.ToString() == value)?.Name.ToString() ?? value,
        nameof(ShiftForm.Place) => value == ShiftForm.FromHome ? _texts["Shifts.FromHome"] : _choices.Sites.FirstOrDefault(s => s.Id.ToString() == value)?.Area.ToString() ?? value,
        nameof(ShiftForm.LeadId) => _choices.Leads.FirstOrDefault(l => l.Id.ToString() == value)?.Name ?? _texts["Organise.Change.Somebody"],
        nameof(ShiftForm.Visibility) => _texts[$"Organise.Visibility.{value}"],
        nameof(ShiftForm.BookingMode) => _texts[$"Organise.Mode.{value}"],
        nameof(PositionForm.Languages) => string.Join(", ", value.Split(' ').Select(Shared.SpokenLanguage.NameOf)),
        nameof(PositionForm.Qualifications) => string.Join(", ", value.Split(' ').Select(id => _choices.Qualifications.FirstOrDefault(kind => kind.Id.ToString() == id)?.Name.ToString() ?? id)),
        nameof(ShiftForm.DescriptionLanguage) => Languages.All.GetValueOrDefault(value, value),
        nameof(ShiftForm.Date) => DateOnly.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var day) ? Shared.TimeWords.Day(day) : value,
        _ => value == "true" ? _texts["Organise.Change.Yes"] : value,
    };
}

/// <summary>A field that is another.</summary>
public sealed record FieldChange(string Label, string Was, string Now);
