using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.CallOuts;

/// <summary>An organisation on a Thursday at ten in Calais that lacks a driver for the evening.</summary>
internal sealed class CallOutGround : IAsyncDisposable
{
    private CallOutGround(TestPortal portal, Organisation organisation, Supporter organiser, Shift shift) =>
        (Portal, Organisation, Organiser, Shift) = (portal, organisation, organiser, shift);

    public TestPortal Portal { get; }

    public Organisation Organisation { get; }

    public Supporter Organiser { get; }

    public Shift Shift { get; }

    public Guid Driver => Shift.Positions[0].Id;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The shift begins in nine hours; one driver is needed and fits, unless said otherwise.</summary>
    public static async Task<CallOutGround> StartAsync(DatabaseProvider provider, int drivers = 1, TimeSpan? startsIn = null, QueryCounter? queries = null)
    {
        var portal = await TestPortal.StartAsync(provider, more: services =>
        {
            if (queries is not null)
            {
                services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(queries));
                services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(queries));
            }
        });
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, startsIn ?? TimeSpan.FromHours(9), positions: [("Driver", drivers, drivers), ("Helper", 1, 8)]);
        return new CallOutGround(portal, organisation, organiser, shift);
    }

    public Task<Supporter> CreateVolunteerAsync(bool here = true, bool urgentAtNight = false, string language = "en") =>
        Portal.Data.CreateVolunteerAsync(Organisation, here: here, urgentAtNight: urgentAtNight, language: language);

    public Task<CallOutOutcome> CallAsync(Circle circle = Circle.InTheRegion, int wanted = 1, string line = "The van is packed, nobody drives it.", Guid? position = null, Guid? by = null, Guid? key = null) =>
        Portal.RunAsync<CallOutService, CallOutOutcome>(s => s.StartAsync(
            by ?? Organiser.Id, position ?? Driver, new CallOutText(line, "en", wanted, circle), key ?? Ids.New(Portal.Clock), Stop));

    public Task<CallOutPlan?> PlanAsync() => Portal.RunAsync<CallOutDesk, CallOutPlan?>(d => d.PlanAsync(Organiser.Id, Driver, Stop));

    public async Task<CallOutProgress> ProgressAsync(Guid callOut) =>
        await Portal.RunAsync<CallOutDesk, CallOutProgress?>(d => d.ProgressAsync(Organiser.Id, callOut, Stop)) ?? throw new InvalidOperationException("Not this organiser's.");

    public Task<IReadOnlyList<OpenCallOut>> OpenAsync(Supporter person) => Portal.RunAsync<CallOutQueries, IReadOnlyList<OpenCallOut>>(q => q.OpenAsync(person.Id, Stop));

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
