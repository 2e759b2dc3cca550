using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Updates;
using Portal.Core.Updates.Planned;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Posts what was composed, now or at its time.</summary>
public sealed class UpdateComposing(UpdateService updates, PlannedUpdateService planned, PostingTimes times)
{
    /// <summary>Does it once per form; what cannot be read of the form is refused together with what is wrong with the text.</summary>
    public async Task<UpdateOutcome> PostAsync(Guid authorId, UpdateForm form, string channel, ModelStateDictionary state, CancellationToken ct)
    {
        var at = times.Read(form, state);
        return !state.IsValid ? UpdateOutcome.Refused(planned.FaultsOf(form.Text(), channel, at))
            : at is { } moment ? await planned.PlanAsync(authorId, form.OrganisationId, channel, form.Text(), moment, form.FormKey, ct)
            : await updates.PostAsync(authorId, form.OrganisationId, channel, form.Text(), form.FormKey, ct);
    }

    /// <summary>Gives what is planned the text and the moment of the form.</summary>
    public async Task<UpdateOutcome> ChangeAsync(Guid organiserId, PlannedCard card, UpdateForm form, ModelStateDictionary state, CancellationToken ct)
    {
        form.Later = true;
        var at = times.Read(form, state);
        return !state.IsValid || at is not { } moment ? UpdateOutcome.Refused(planned.FaultsOf(form.Text(), card.Channel, at))
            : await planned.ChangeAsync(organiserId, card.Id, form.Version, form.Text(), moment, ct);
    }
}
