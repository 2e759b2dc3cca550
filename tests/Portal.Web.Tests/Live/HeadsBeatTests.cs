using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core.Data;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

public sealed class HeadsBeatTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_beat_that_fails_is_followed_by_the_next_and_stops_nothing(DatabaseProvider provider)
    {
        using var hub = new BrokenHub();
        await using var portal = await PortalFactory.StartAsync(provider, more: services => services.AddSingleton<IHubContext<LiveHub>>(hub));
        await portal.Clock.WaitedForAsync(ChannelTail.Look, Stop);

        await AskedAgainAsync(portal, hub);
        await AskedAgainAsync(portal, hub);

        Assert.False(portal.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
    }

    private static async Task AskedAgainAsync(PortalFactory portal, BrokenHub hub)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var asked = hub.AskedAsync(Stop);
        while (!asked.IsCompleted)
        {
            portal.Clock.Advance(Beat);
            await ticks.WaitForNextTickAsync(Stop);
        }

        await asked;
    }

    /// <summary>A hub that nothing can be sent by.</summary>
    private sealed class BrokenHub : IHubContext<LiveHub>, IDisposable
    {
        private readonly SemaphoreSlim _asked = new(0);

        public IHubClients Clients
        {
            get
            {
                _asked.Release();
                throw new InvalidOperationException("The hub is broken.");
            }
        }

        public IGroupManager Groups => throw new NotSupportedException();

        /// <summary>Ends when something was to be sent once more.</summary>
        public Task AskedAsync(CancellationToken cancellationToken) => _asked.WaitAsync(cancellationToken);

        public void Dispose() => _asked.Dispose();
    }
}
