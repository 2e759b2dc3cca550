using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Puts what the core finds wrong with a plan at the fields of the form.</summary>
public sealed class PlanFaults(Phrasebook texts, TimeWords words)
{
    private static readonly PlanFaultKind[] OfTimes =
        [PlanFaultKind.EndsBeforeStart, PlanFaultKind.TooLong, PlanFaultKind.LengthInDoubt, PlanFaultKind.StartsInPast, PlanFaultKind.TooFarAhead, PlanFaultKind.OpensAfterStart, PlanFaultKind.EndsInPast];

    /// <summary>Adds a sentence for each fault, in the reader's language, except where something wrong is said already.</summary>
    public void AddTo(ModelStateDictionary state, ShiftForm form, IEnumerable<PlanFault> faults)
    {
        var rows = form.FilledRows();
        foreach (var fault in faults)
        {
            if (fault.Kind == PlanFaultKind.UnknownForm)
            {
                state.AddModelError("", texts["Shared.Wrong.Form"]);
                continue;
            }

            if (OfTimes.Contains(fault.Kind) && !form.HasTimes)
            {
                continue;
            }

            form.AsksLength |= fault.Kind == PlanFaultKind.LengthInDoubt;
            Add(state, FieldOf(fault, rows), Sentence(fault, form));
            if (fault.Kind == PlanFaultKind.NoPosition)
            {
                Add(state, $"{nameof(ShiftForm.Positions)}[0].{nameof(PositionForm.Capacity)}", texts["Organise.Fault.CapacityOutOfRange"]);
            }
        }
    }

    private static void Add(ModelStateDictionary state, string field, string sentence)
    {
        var key = $"{nameof(NewShiftModel.Form)}.{field}";
        if (state.GetFieldValidationState(key) != ModelValidationState.Invalid)
        {
            state.AddModelError(key, sentence);
        }
    }

    private string Sentence(PlanFault fault, ShiftForm form) => fault.Closed is { } closed
        ? texts["Organise.Fault.SiteClosed", words.DayAndClock(closed.From), words.DayAndClock(closed.Until)]
        : fault.Length is { } length
        ? texts[$"Organise.Fault.{fault.Kind}", words.Duration(length), words.DayAndClock(form.ToPlan().EndsAt)]
        : texts[$"Organise.Fault.{fault.Kind}"];

    private static string FieldOf(PlanFault fault, IReadOnlyList<int> rows) => fault.Kind switch
    {
        PlanFaultKind.HasBegun => fault.Field switch
        {
            nameof(NewShift.SiteId) => nameof(ShiftForm.Place),
            nameof(NewShift.ActivityId) => nameof(ShiftForm.ActivityId),
            _ => nameof(ShiftForm.Start),
        },
        PlanFaultKind.EndsInPast or PlanFaultKind.EndsBeforeStart or PlanFaultKind.TooLong or PlanFaultKind.LengthInDoubt => nameof(ShiftForm.End),
        PlanFaultKind.StartsInPast or PlanFaultKind.TooFarAhead or PlanFaultKind.OpensAfterStart => nameof(ShiftForm.Date),
        PlanFaultKind.UnknownActivity => nameof(ShiftForm.ActivityId),
        PlanFaultKind.UnknownSite or PlanFaultKind.SiteClosed or PlanFaultKind.UnknownTimeZone => nameof(ShiftForm.Place),
        PlanFaultKind.UnknownLead => nameof(ShiftForm.LeadId),
        PlanFaultKind.CancellationOutOfRange => nameof(ShiftForm.CancellationHours),
        PlanFaultKind.WrongPhone => nameof(ShiftForm.DutyPhone),
        PlanFaultKind.DescriptionTooLong or PlanFaultKind.DescriptionUnreadable => nameof(ShiftForm.Description),
        PlanFaultKind.NameMissing or PlanFaultKind.NameUnreadable => Row(fault, rows, PositionForm.OwnName),
        PlanFaultKind.NameTooLong => Row(fault, rows, nameof(PositionForm.English)),
        PlanFaultKind.CapacityOutOfRange => Row(fault, rows, nameof(PositionForm.Capacity)),
        PlanFaultKind.UnknownLanguage or PlanFaultKind.InterpreterWithoutLanguage => Row(fault, rows, nameof(PositionForm.Languages)),
        PlanFaultKind.UnknownQualification => Row(fault, rows, nameof(PositionForm.Qualifications)),
        PlanFaultKind.MinimumOutOfRange => Row(fault, rows, nameof(PositionForm.Minimum)),
        _ => $"{nameof(ShiftForm.Positions)}[0].{PositionForm.OwnName}",
    };

    private static string Row(PlanFault fault, IReadOnlyList<int> rows, string field)
    {
        var row = fault.Position is { } index && index < rows.Count ? rows[index] : 0;
        return $"{nameof(ShiftForm.Positions)}[{row.ToString(System.Globalization.CultureInfo.InvariantCulture)}].{field}";
    }
}
