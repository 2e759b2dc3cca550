using Portal.Core.Actions;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Needs;
using Portal.Core.Privacy;

namespace Portal.Core.Updates.Safety;

/// <summary>
/// Lays what an organiser writes beside the names in the meeting points of the organisation it is written for, so that
/// <see cref="SafetyCheck"/> finds them too. What was laid beside them once is not again.
/// </summary>
public sealed class BesidePoints(MeetingPointReader points)
{
    /// <summary>A text for an organisation.</summary>
    public async Task<UpdateText> LayAsync(UpdateText text, Guid actorId, Guid organisationId, CancellationToken cancellationToken) =>
        text with { Places = text.Places ?? await NamesAsync(actorId, organisationId, cancellationToken) };

    /// <summary>Another text for an update, or one beside it.</summary>
    public async Task<UpdateText> LayOnUpdateAsync(UpdateText text, Guid actorId, Guid updateId, CancellationToken cancellationToken) =>
        text with { Places = text.Places ?? await points.NamesAsync(actorId, db => db.Updates.Where(u => u.Id == updateId && u.OrganisationId != null).Select(u => u.OrganisationId!.Value), cancellationToken) };

    /// <summary>Another text for what is planned.</summary>
    public async Task<UpdateText> LayOnPlannedAsync(UpdateText text, Guid actorId, Guid plannedId, CancellationToken cancellationToken) =>
        text with { Places = text.Places ?? await points.NamesAsync(actorId, db => db.PlannedUpdates.Where(p => p.Id == plannedId).Select(p => p.OrganisationId), cancellationToken) };

    /// <summary>A call for a position of a shift.</summary>
    public async Task<CallOutText> LayAsync(CallOutText text, Guid actorId, Guid positionId, CancellationToken cancellationToken) =>
        text with { Places = text.Places ?? await points.NamesAsync(actorId, db => db.Positions.Where(p => p.Id == positionId).Select(p => p.Shift!.OrganisationId), cancellationToken) };

    /// <summary>An action.</summary>
    public async Task<ActionPlan> LayAsync(ActionPlan plan, Guid actorId, Guid organisationId, CancellationToken cancellationToken) =>
        plan with { Places = plan.Places ?? await NamesAsync(actorId, organisationId, cancellationToken) };

    /// <summary>Another text for an action.</summary>
    public async Task<ActionPlan> LayOnActionAsync(ActionPlan plan, Guid actorId, Guid actionId, CancellationToken cancellationToken) =>
        plan with { Places = plan.Places ?? await points.NamesAsync(actorId, db => db.SolidarityActions.Where(a => a.Id == actionId).Select(a => a.OrganisationId), cancellationToken) };

    /// <summary>What an organisation is short of.</summary>
    public async Task<NeedPlan> LayAsync(NeedPlan plan, Guid actorId, Guid organisationId, CancellationToken cancellationToken) =>
        plan with { Places = plan.Places ?? await NamesAsync(actorId, organisationId, cancellationToken) };

    /// <summary>Another text for what it is short of.</summary>
    public async Task<NeedPlan> LayOnNeedAsync(NeedPlan plan, Guid actorId, Guid needId, CancellationToken cancellationToken) =>
        plan with { Places = plan.Places ?? await points.NamesAsync(actorId, db => db.Needs.Where(n => n.Id == needId).Select(n => n.OrganisationId), cancellationToken) };

    /// <summary>The names in an organisation's points, for what is written to a picture.</summary>
    public Task<PlaceNames> NamesAsync(Guid actorId, Guid organisationId, CancellationToken cancellationToken) =>
        points.NamesAsync(actorId, db => db.Organisations.Where(o => o.Id == organisationId).Select(o => o.Id), cancellationToken);
}
