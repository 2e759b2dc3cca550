using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Core.Data;

namespace Portal.Web.Tests.Live;

public sealed class HeadsBeatTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_beat_that_fails_is_followed_by_the_next_and_stops_nothing(DatabaseProvider provider)
    {
        var (broken, asked) = (false, new SemaphoreSlim(0));
        using var _ = asked;
        var protocol = new HeardProtocol(new JsonHubProtocol(), message =>
        {
            if (message is InvocationMessage { Target: "heads" } && broken)
            {
                asked.Release();
                throw new InvalidOperationException("It cannot be written.");
            }
        });
        var portal = new PortalFactory { Provider = provider, More = services => services.AddSingleton<IHubProtocol>(protocol) };
        await using var live = await LivePortal.StartAsync(portal);
        await using var reader = await LiveClient.ConnectAsync(portal, follow: "public:-1");
        await reader.HeadsAsync();
        broken = true;

        await AskedAgainAsync();
        await AskedAgainAsync();

        Assert.False(portal.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        broken = false;
        portal.Clock.Advance(Beat);
        await reader.HeadsAsync();

        async Task AskedAgainAsync()
        {
            using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            var again = asked.WaitAsync(Stop);
            while (!again.IsCompleted)
            {
                portal.Clock.Advance(Beat);
                await ticks.WaitForNextTickAsync(Stop);
            }

            await again;
        }
    }
}
