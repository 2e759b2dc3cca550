using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Benchmarks;

/// <summary>Bookings a second through the whole service with 64 clients, for one hot shift and for a hundred, beside the same rows written by hand, one durable commit each.</summary>
internal static class BookingsBenchmark
{
    private const int Clients = 64;
    private const int People = 40_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    public static async Task RunAsync()
    {
        await OnAsync(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Path.GetTempPath(), $"portal-bookings-{Environment.ProcessId}.db")}");
        if (Environment.GetEnvironmentVariable("PORTAL_BENCH_POSTGRES") is { Length: > 0 } server)
        {
            await OnAsync(DatabaseProvider.Postgres, server);
        }
        else
        {
            Console.WriteLine("PostgreSQL is left out: PORTAL_BENCH_POSTGRES names no server (./dev bench starts one).");
        }
    }

    private static async Task OnAsync(DatabaseProvider database, string connection)
    {
        await using var services = BenchServices.Build(database, connection);
        var ground = await BenchGround.MakeAsync(services, People);
        var next = 0;
        foreach (var shifts in new[] { 1, 100 })
        {
            for (var round = 1; round <= 2; round++)
            {
                var floor = await RateAsync(n => HandWritten.BookAsync(services, ground.People[n], ground.Positions[n % shifts].Id), () => Interlocked.Increment(ref next) - 1);
                var service = await RateAsync(n => BookAsync(services, ground.People[n], ground.Positions[n % shifts]), () => Interlocked.Increment(ref next) - 1);
                Console.WriteLine($"{database}, {shifts} shift(s), round {round}: {service:n0}/s of {floor:n0}/s = {service / floor:f2} (aim 0.5)");
            }
        }

        await ground.CheckAsync(services);
    }

    private static async Task BookAsync(ServiceProvider services, Guid person, Position position)
    {
        await using var scope = services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<BookingService>().BookAsync(person, position.ShiftId, position.Id, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), CancellationToken.None);
        if (outcome.BookingId is null)
        {
            throw new InvalidOperationException($"A booking was refused: {outcome.Result}.");
        }
    }

    private static async Task<double> RateAsync(Func<int, Task> once, Func<int> next)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (clock.Elapsed < Time)
            {
                var n = next();
                if (n >= People)
                {
                    throw new InvalidOperationException("More bookings than people: raise their number.");
                }

                await once(n);
                count++;
            }

            return count;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }
}
