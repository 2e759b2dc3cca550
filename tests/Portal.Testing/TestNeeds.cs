using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Needs;
using Portal.Core.Organisations;

namespace Portal.Testing;

/// <summary>Makes needs, promises and arrivals by the portal's own services.</summary>
public static class TestNeeds
{
    /// <summary>A plan of something in pairs, urgent, that anybody may bring.</summary>
    public static NeedPlan Plan(int wanted = 20, string item = "Work gloves, size L", string? french = "Gants de travail, taille L", string place = "The warehouse, weekdays.", NeedUrgency urgency = NeedUrgency.Urgent) =>
        new(LocalText.Of(item, french), LocalText.Of("pairs", "paires"), LocalText.Of(place), null, urgency, wanted);

    /// <summary>A need of an organisation, written by an organiser who is made for it unless one is given.</summary>
    public static async Task<Guid> CreateNeedAsync(this TestData data, Organisation organisation, NeedPlan? plan = null, Supporter? by = null)
    {
        var (service, clock) = (data.Services.GetRequiredService<NeedService>(), data.Services.GetRequiredService<TimeProvider>());
        by ??= await data.CreateOrganiserAsync(organisation);
        var outcome = await service.AddAsync(by.Id, Ids.New(clock), organisation.Id, plan ?? Plan(), CancellationToken.None);
        return outcome.NeedId ?? throw new InvalidOperationException($"{outcome.Result}: {string.Join(", ", outcome.Faults)}");
    }

    /// <summary>A promise of somebody, in a week unless said otherwise.</summary>
    public static async Task<Guid> PledgeAsync(this TestData data, Supporter who, Guid need, int amount, int days = 7)
    {
        var (service, clock) = (data.Services.GetRequiredService<PledgeService>(), data.Services.GetRequiredService<TimeProvider>());
        var outcome = await service.PledgeAsync(who.Id, need, Ids.New(clock), new(amount, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(days)), CancellationToken.None);
        return outcome.PledgeId ?? throw new InvalidOperationException($"{outcome.Result}: {string.Join(", ", outcome.Faults)}");
    }

    /// <summary>Some of it came, for a promise or without one.</summary>
    public static async Task<Guid> ReceiveAsync(this TestData data, Supporter organiser, Guid need, int amount, Guid? pledge = null)
    {
        var (service, key) = (data.Services.GetRequiredService<ArrivalService>(), Ids.New(data.Services.GetRequiredService<TimeProvider>()));
        var outcome = await service.NoteAsync(organiser.Id, need, key, pledge, amount, CancellationToken.None);
        return outcome == ArrivalOutcome.Done ? key : throw new InvalidOperationException($"{outcome}");
    }
}
