using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Reads at which moment an update is to be posted, by the clocks of Calais.</summary>
public sealed class PostingTimes(Phrasebook texts)
{
    /// <summary>The moment; null for now, and where the form does not say it well, which is told at its field.</summary>
    public DateTimeOffset? Read(UpdateForm form, ModelStateDictionary state)
    {
        if (!form.Later)
        {
            // Whoever gave a day did not mean now.
            if (form.Day is not null || form.Time is not null)
            {
                Wrong(state, nameof(UpdateForm.Day), "Updates.Wrong.TimeUnused");
            }

            return null;
        }

        if (form.Day is not { } day || form.Time is not { } time)
        {
            Missing(state, nameof(UpdateForm.Day), form.Day is null);
            Missing(state, nameof(UpdateForm.Time), form.Time is null);
            return null;
        }

        var (at, moved) = WallTime.ToInstant(day.ToDateTime(time), TimeWords.Calais);
        if (moved)
        {
            Wrong(state, nameof(UpdateForm.Time), "Updates.Wrong.TimeSkipped");
        }

        return at;
    }

    // What was typed but cannot be read has its own sentence already.
    private void Missing(ModelStateDictionary state, string field, bool isMissing)
    {
        if (isMissing && state.GetFieldValidationState($"Form.{field}") != ModelValidationState.Invalid)
        {
            Wrong(state, field, "Shared.Wrong.Required");
        }
    }

    private void Wrong(ModelStateDictionary state, string field, string key) => state.AddModelError($"Form.{field}", texts[key]);
}
