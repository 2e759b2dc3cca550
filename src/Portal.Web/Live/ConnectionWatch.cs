using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>Closes, within a minute, the connections of people whose account, sessions or roles changed.</summary>
internal sealed class ConnectionWatch(LiveConnections connections, LiveReaderQueries readers, TimeProvider clock, ILogger<ConnectionWatch> log) : BackgroundService
{
    private const int PeopleAtOnce = 500;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                connections.CloseChanged(await ReadAllAsync(stoppingToken));
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(exception, "The rights of connected people could not be read; the next round tries again");
            }
        }
    }

    private async Task<IReadOnlyDictionary<Guid, LiveReader>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<Guid, LiveReader>();
        foreach (var people in connections.People.Chunk(PeopleAtOnce))
        {
            foreach (var (id, reader) in await readers.ReadAsync(people, cancellationToken))
            {
                all[id] = reader;
            }
        }

        return all;
    }
}
