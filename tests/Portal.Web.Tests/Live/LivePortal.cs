using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

/// <summary>A portal on a real port, with an organisation and its organiser, who posts.</summary>
internal sealed class LivePortal : IAsyncDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private LivePortal(PortalFactory portal, Organisation organisation, Supporter organiser)
    {
        Portal = portal;
        Organisation = organisation;
        Organiser = organiser;
    }

    public PortalFactory Portal { get; }

    public Organisation Organisation { get; }

    public Supporter Organiser { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<LivePortal> StartAsync(DatabaseProvider provider, params (string Key, string Value)[] settings)
    {
        var portal = new PortalFactory { Provider = provider };
        foreach (var (key, value) in settings)
        {
            portal.Settings[key] = value;
        }

        return await StartAsync(portal);
    }

    /// <summary>One on a database that the caller made and disposes.</summary>
    public static Task<LivePortal> StartOnAsync(TestDatabase database) =>
        StartAsync(new PortalFactory { Provider = database.Provider, SharedDatabase = database });

    /// <summary>Another process on the same database.</summary>
    public Task<LivePortal> StartSecondAsync() => StartAgainOnAsync(Portal.Database);

    /// <summary>A process on a database on which this one, which may be gone, has worked.</summary>
    public async Task<LivePortal> StartAgainOnAsync(TestDatabase database)
    {
        var portal = new PortalFactory { Provider = database.Provider, SharedDatabase = database };
        portal.ServeOnKestrel();
        await portal.InitializeAsync();
        var live = new LivePortal(portal, Organisation, Organiser);
        await live.ReadyAsync();
        return live;
    }

    public async Task<Guid> PostAsync(string title, string channel = Channel.Public)
    {
        var outcome = await Portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            Organiser.Id, Organisation.Id, channel, new UpdateText(title, $"About {title}.", Severity.Normal, "en"), Ids.New(Portal.Clock), Stop));
        return outcome.UpdateId ?? throw new InvalidOperationException(outcome.Result.ToString());
    }

    /// <summary>Posts as a process that is killed between its commit and its hint: nobody is told.</summary>
    public async Task PostUntoldAsync(string title, string body = "Text")
    {
        var services = Portal.Services;
        var service = new UpdateService(
            services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), services.GetRequiredService<BesidePoints>(), services.GetRequiredService<UpdateChanges>(), services.GetRequiredService<UpdatePosting>(), new LiveHints(), Portal.Clock);
        await service.PostAsync(Organiser.Id, Organisation.Id, Channel.Public, new UpdateText(title, body, Severity.Normal, "en"), Ids.New(Portal.Clock), Stop);
    }

    /// <summary>Lets the time pass for which this process gathers its hints before it tells the others.</summary>
    public async Task PassHintsOnAsync()
    {
        await Portal.Clock.WaitedForAsync(Gathering, Stop);
        Portal.Clock.Advance(Gathering);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>One that a test prepared.</summary>
    public static async Task<LivePortal> StartAsync(PortalFactory portal)
    {
        portal.ServeOnKestrel();
        await portal.InitializeAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        var live = new LivePortal(portal, organisation, await portal.Data.CreateOrganiserAsync(organisation));
        await live.ReadyAsync();
        return live;
    }

    /// <summary>The tail knows where to begin once it has looked for the first time; then it waits for the next look.</summary>
    private Task ReadyAsync() => Portal.Clock.WaitedForAsync(ChannelTail.Look, Stop);
}
