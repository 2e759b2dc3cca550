using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Bookings;

namespace Portal.Benchmarks;

/// <summary>Books one place after the other, each for somebody else, while something goes on beside it.</summary>
internal sealed class OneBooker(ServiceProvider services, BenchGround ground)
{
    private int _next;

    /// <summary>How long each booking took until then, in milliseconds, the shortest first.</summary>
    public async Task<List<double>> BookUntilAsync(Task until)
    {
        var times = new List<double>();
        while (!until.IsCompleted)
        {
            var n = _next++;
            var clock = Stopwatch.StartNew();
            await using var scope = services.CreateAsyncScope();
            var position = ground.Positions[n % ground.Positions.Count];
            var outcome = await scope.ServiceProvider.GetRequiredService<BookingService>()
                .BookAsync(ground.People[n], position.ShiftId, position.Id, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), CancellationToken.None);
            if (outcome.BookingId is null)
            {
                throw new InvalidOperationException($"A booking was refused: {outcome.Result}.");
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        await until;
        times.Sort();
        return times;
    }

    /// <summary>What they say.</summary>
    public static string Words(List<double> times) =>
        $"{times.Count:n0}, median {times[times.Count / 2]:n1} ms, p95 {times[times.Count * 95 / 100]:n1} ms, longest {times[^1]:n1} ms";
}
