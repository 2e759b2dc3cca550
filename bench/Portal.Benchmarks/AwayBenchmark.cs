using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Benchmarks;

/// <summary>Bookings while their mail goes out, beside bookings while the provider refuses every connection or answers nothing.</summary>
internal static class AwayBenchmark
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        using var present = await NewsletterBenchmark.ProviderAsync(0);
        using var silent = await NewsletterBenchmark.ProviderAsync(600_000);
        for (var round = 1; round <= 2; round++)
        {
            var there = await MeasureAsync("there", present.Address);
            await MeasureAsync("refuses connections", new Uri("http://127.0.0.1:9"), there);
            await MeasureAsync("says nothing", silent.Address, there);
        }
    }

    private static async Task<double> MeasureAsync(string name, Uri provider, double? there = null)
    {
        var file = Path.Combine(Path.GetTempPath(), $"portal-away-{Environment.ProcessId}.db");
        await using var services = BenchServices.Build(DatabaseProvider.Sqlite, $"Data Source={file}", NewsletterBenchmark.Settings(provider));
        var ground = await BenchGround.MakeAsync(services, 20_000);
        using var stop = new CancellationTokenSource(Span);
        var times = await new OneBooker(services, ground).BookUntilAsync(Task.Run(() => DispatchAsync(services, stop.Token)));
        await ground.CheckAsync(services);
        var median = times[times.Count / 2];
        Console.WriteLine($"Bookings, the provider {name}: {OneBooker.Words(times)}{(there is { } other ? $"; median {median / other:f2} of that with the provider there" : "")}");
        return median;
    }

    // As the portal does: woken often, and what is under way when it ends is cut.
    private static async Task DispatchAsync(ServiceProvider services, CancellationToken stop)
    {
        var dispatcher = services.GetRequiredService<Dispatcher>();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DispatchUntilEmptyAsync(stop);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
