using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Needs;
using Portal.Core.Organisations;

namespace Portal.Core.Tests.Needs;

/// <summary>An organisation that is short of 20 pairs of gloves, on a Thursday in Calais.</summary>
internal sealed class NeedGround : IAsyncDisposable
{
    private NeedGround(TestPortal portal, Organisation organisation, Supporter organiser, Guid need) => (Portal, Organisation, Organiser, Need) = (portal, organisation, organiser, need);

    public TestPortal Portal { get; }

    public Organisation Organisation { get; }

    public Supporter Organiser { get; }

    public Guid Need { get; }

    public DateOnly Today => DateOnly.FromDateTime(Portal.Clock.GetUtcNow().UtcDateTime);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<NeedGround> StartAsync(DatabaseProvider provider, int wanted = 20, Action<IServiceCollection>? more = null)
    {
        var portal = await TestPortal.StartAsync(provider, more: more);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        return new(portal, organisation, organiser, await portal.Data.CreateNeedAsync(organisation, TestNeeds.Plan(wanted), organiser));
    }

    public Task<PledgeOutcome> PledgeAsync(Supporter who, int amount, int days = 7, Guid? key = null, string? word = null) =>
        Portal.RunAsync<PledgeService, PledgeOutcome>(s => s.PledgeAsync(who.Id, Need, key ?? Ids.New(Portal.Clock), new(amount, Today.AddDays(days), word), Stop));

    public Task<PledgeOutcome> ChangeAsync(Supporter who, Guid pledge, int amount, int days = 7) =>
        Portal.RunAsync<PledgeService, PledgeOutcome>(s => s.ChangeAsync(who.Id, pledge, new(amount, Today.AddDays(days)), Stop));

    public Task<PledgeOutcome> TakeBackAsync(Supporter who, Guid pledge) => Portal.RunAsync<PledgeService, PledgeOutcome>(s => s.TakeBackAsync(who.Id, pledge, Stop));

    public Task<ArrivalOutcome> NoteAsync(int amount, Guid? pledge = null, Guid? key = null, Supporter? by = null) =>
        Portal.RunAsync<ArrivalService, ArrivalOutcome>(s => s.NoteAsync((by ?? Organiser).Id, Need, key ?? Ids.New(Portal.Clock), pledge, amount, Stop));

    public Task<NeedOutcome> EditAsync(NeedPlan plan, Supporter? by = null) => Portal.RunAsync<NeedService, NeedOutcome>(s => s.EditAsync((by ?? Organiser).Id, Need, plan, Stop));

    public Task<NeedOutcome> CloseAsync() => Portal.RunAsync<NeedService, NeedOutcome>(s => s.CloseAsync(Organiser.Id, Need, Stop));

    public Task<NeedOutcome> RenewAsync() => Portal.RunAsync<NeedService, NeedOutcome>(s => s.RenewAsync(Organiser.Id, Need, Stop));

    public Task<string> KeepUpAsync() => Portal.RunAsync<NeedUpkeep, string>(u => u.RunAsync(Stop));

    public async Task<(int Pledged, int Arrived)> CountsAsync()
    {
        await using var db = Portal.NewContext();
        var need = await db.Needs.AsNoTracking().SingleAsync(n => n.Id == Need, Stop);
        await AssertAddsUpAsync();
        return (need.Pledged, need.Arrived);
    }

    public async Task<Pledge> ReadAsync(Guid pledge)
    {
        await using var db = Portal.NewContext();
        return await db.Pledges.AsNoTracking().SingleAsync(p => p.Id == pledge, Stop);
    }

    public async Task<List<Message>> MailAsync(string template)
    {
        await using var db = Portal.NewContext();
        return await db.Messages.AsNoTracking().Where(m => m.Template == template).OrderBy(m => m.Key).ToListAsync(Stop);
    }

    /// <summary>The counters of every need are what its rows say.</summary>
    public async Task AssertAddsUpAsync()
    {
        await using var db = Portal.NewContext();
        foreach (var need in await db.Needs.AsNoTracking().ToListAsync(Stop))
        {
            var (pledges, arrivals) = (await db.Pledges.AsNoTracking().Where(p => p.NeedId == need.Id).ToListAsync(Stop), await db.Arrivals.AsNoTracking().Where(a => a.NeedId == need.Id).ToListAsync(Stop));
            Assert.Equal((pledges.Where(p => p.State == PledgeState.Open).Sum(p => p.Amount - p.Arrived), arrivals.Sum(a => a.Amount)), (need.Pledged, need.Arrived));
            Assert.All(pledges, pledge =>
            {
                Assert.Equal(arrivals.Where(a => a.PledgeId == pledge.Id).Sum(a => a.Amount), pledge.Arrived);
                Assert.True(pledge.State == PledgeState.Open ? pledge.Arrived < pledge.Amount : pledge.State != PledgeState.Arrived || pledge.Arrived >= pledge.Amount);
            });
        }
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
