namespace Portal.Web.Tests.Live;

/// <summary>A server that goes and comes back on the same database, as a deployment does; readers wait for the next one.</summary>
internal sealed class Restarts : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private TaskCompletionSource<PortalFactory> _standing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Restarts(TestDatabase database, LivePortal live)
    {
        (_database, Live) = (database, live);
        _standing.SetResult(live.Portal);
    }

    /// <summary>The server that stands now.</summary>
    public LivePortal Live { get; private set; }

    public static async Task<Restarts> StartAsync(TestDatabase database) => new(database, await LivePortal.StartOnAsync(database));

    /// <summary>The server, once there is one.</summary>
    public Task<PortalFactory> StandingAsync() => Volatile.Read(ref _standing).Task;

    /// <summary>Cuts every connection and starts another server.</summary>
    public async Task RestartAsync()
    {
        Volatile.Write(ref _standing, new TaskCompletionSource<PortalFactory>(TaskCreationOptions.RunContinuationsAsynchronously));
        var before = Live;
        await before.DisposeAsync();
        Live = await before.StartAgainOnAsync(_database);
        _standing.SetResult(Live.Portal);
    }

    public ValueTask DisposeAsync() => Live.DisposeAsync();
}
