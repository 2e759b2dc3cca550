using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Actions;
using Portal.Core.Organisations;

namespace Portal.Testing;

/// <summary>Actions, as their organisers call for them.</summary>
public static class TestActions
{
    /// <summary>A plan without faults: a letter to write, ten times, within a week.</summary>
    public static ActionPlan Plan(DateOnly today) => new(
        ActionKind.Write, LocalText.Of("Write to your MP", "Écrire à votre députée"), LocalText.Of("A letter is read."), LocalText.Of("1. Write.\n2. Send it."), LocalText.Of("I am writing to you."))
    {
        Goal = 10,
        Deadline = today.AddDays(7),
    };

    /// <summary>One that runs.</summary>
    public static async Task<Guid> CreateActionAsync(this TestData data, Organisation organisation, Func<ActionPlan, ActionPlan>? change = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(organisation);
        var clock = data.Services.GetRequiredService<TimeProvider>();
        var plan = Plan(ActionDay.Today(clock));
        var action = new SolidarityAction { Id = Ids.New(clock), OrganisationId = organisation.Id };
        plan = change is null ? plan : change(plan);
        (action.Kind, action.Title, action.Lead, action.Steps, action.Draft) = (plan.Kind, plan.Title, plan.Lead, plan.Steps, plan.Draft);
        (action.Goal, action.Deadline, action.Languages, action.CampaignId) = (plan.Goal!.Value, plan.Deadline!.Value, [.. plan.Languages], plan.CampaignId);
        await data.SaveAsync(action);
        return action.Id;
    }
}
