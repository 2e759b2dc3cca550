using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Updates;
using Portal.Core.Updates.Planned;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Posts what was composed, now or at its time.</summary>
public sealed class UpdateComposing(UpdateService updates, PlannedUpdateService planned, PostingTimes times)
{
    /// <summary>Does it with the form's <paramref name="text"/>, once per form; what cannot be read of the form is refused together with what is wrong with the text.</summary>
    public async Task<UpdateOutcome> PostAsync(Guid authorId, UpdateForm form, UpdateText text, string channel, ModelStateDictionary state, CancellationToken ct)
    {
        var at = times.Read(form, state);
        return !state.IsValid ? UpdateOutcome.Refused(planned.FaultsOf(text, channel, at))
            : at is { } moment ? await planned.PlanAsync(authorId, form.OrganisationId, channel, text, moment, form.FormKey, ct)
            : await updates.PostAsync(authorId, form.OrganisationId, channel, text, form.FormKey, ct);
    }

    /// <summary>Gives what is planned the text and the moment of the form.</summary>
    public async Task<UpdateOutcome> ChangeAsync(Guid organiserId, PlannedCard card, UpdateForm form, UpdateText text, ModelStateDictionary state, CancellationToken ct)
    {
        form.Later = true;
        var at = times.Read(form, state);
        return !state.IsValid || at is not { } moment ? UpdateOutcome.Refused(planned.FaultsOf(text, card.Channel, at))
            : await planned.ChangeAsync(organiserId, card.Id, form.Version, text, moment, ct);
    }
}
