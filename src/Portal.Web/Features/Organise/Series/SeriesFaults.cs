using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Series;
using Portal.Web.Features.Organise.Shifts;

namespace Portal.Web.Features.Organise.Series;

/// <summary>Puts what is wrong with a series at the fields of the form.</summary>
public sealed class SeriesFaults(PlanFaults plans, Phrasebook texts)
{
    /// <summary>The series that the core looks at.</summary>
    public NewSeries PlanOf(ShiftForm form, RhythmForm rhythm) => new(form.ToPlan(), rhythm.ToRule()) { GoesOn = rhythm.GoesOn, Publishes = rhythm.Publishes };

    /// <summary>What a preview showed, told shortly: days, times, whether they are published.</summary>
    public static string SeenOf(NewSeries series) => $"{series.Rule} {series.Plan.StartsAt:s} {series.Plan.EndsAt:s} {series.Plan.SiteId} {series.Publishes}";

    /// <summary>The same of a form.</summary>
    public static string SeenOf(ShiftForm form, RhythmForm rhythm) => SeenOf(new NewSeries(form.ToPlan(), rhythm.ToRule()) { Publishes = rhythm.Publishes });

    /// <summary>Says what the form itself lacks.</summary>
    public void CheckForm(ModelStateDictionary state, ShiftForm form, RhythmForm rhythm)
    {
        if (form.FormKey == Guid.Empty)
        {
            state.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        CheckEnd(state, rhythm);
    }

    /// <summary>Says that the choice of an end lacks its value.</summary>
    public void CheckEnd(ModelStateDictionary state, RhythmForm rhythm)
    {
        if (rhythm.LacksEnd)
        {
            state.AddModelError(FieldOf(rhythm.Ends == RhythmEnd.Until ? nameof(RhythmForm.Until) : nameof(RhythmForm.Times)), texts["Shared.Wrong.Required"]);
        }
    }

    /// <summary>Adds a sentence for each fault, in the reader's language.</summary>
    public void AddTo(ModelStateDictionary state, ShiftForm form, SeriesPreview preview)
    {
        plans.AddTo(state, form, preview.Faults);
        AddTo(state, preview.RuleFaults.Where(fault => form.HasTimes || fault is not (SeriesFault.FirstDayInPast or SeriesFault.NoDates)), $"{nameof(SeriesModel.Form)}.{nameof(ShiftForm.Date)}");
    }

    /// <summary>Adds a sentence for each fault of a rule that counts from the day of a field.</summary>
    public void AddTo(ModelStateDictionary state, IEnumerable<SeriesFault> faults, string firstDay)
    {
        foreach (var fault in faults)
        {
            var key = fault switch
            {
                SeriesFault.FirstDayInPast or SeriesFault.BeyondMade => firstDay,
                SeriesFault.RuleMissing => FieldOf(nameof(RhythmForm.Days)),
                SeriesFault.NeverEnds => FieldOf(nameof(RhythmForm.Ends)),
                SeriesFault.TooManyDates or SeriesFault.RunsTooLong => FieldOf(nameof(RhythmForm.Ends)),
                SeriesFault.NoDates => FieldOf(nameof(RhythmForm.Kind)),
                _ => FieldOf(nameof(RhythmForm.Rule)),
            };
            // A missing end is said at its own field.
            if (state.GetFieldValidationState(key) != ModelValidationState.Invalid && !(fault == SeriesFault.NeverEnds && LacksEnd(state)))
            {
                state.AddModelError(key, texts[$"Organise.Series.Fault.{fault}"]);
            }
        }
    }

    private static bool LacksEnd(ModelStateDictionary state) =>
        new[] { nameof(RhythmForm.Until), nameof(RhythmForm.Times) }.Any(field => state.GetFieldValidationState(FieldOf(field)) == ModelValidationState.Invalid);

    private static string FieldOf(string field) => $"{nameof(SeriesModel.Rhythm)}.{field}";
}
