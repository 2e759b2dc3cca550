using Portal.Benchmarks;

// Each benchmark prints its figures and their ratio to a floor measured in the same run: a shared machine drifts
// by a factor of two, ratios stay.
var all = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["pages"] = PagesBenchmark.RunAsync,
    ["bookings"] = BookingsBenchmark.RunAsync,
    ["booking-pages"] = BookingPagesBenchmark.RunAsync,
    ["live"] = LiveBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
    ["newsletter"] = NewsletterBenchmark.RunAsync,
    ["million"] = NewsletterBenchmark.RunMillionAsync,
    ["away"] = AwayBenchmark.RunAsync,
    ["probes"] = ProbesBenchmark.RunAsync,
};

if (args is ["floor", ..])
{
    await FloorServer.RunAsync(args[1..]);
    return 0;
}

var wanted = args.Length == 0 ? [.. all.Keys] : args;
if (Array.Find(wanted, name => !all.ContainsKey(name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark '{unknown}': choose from {string.Join(", ", all.Keys)}.");
    return 2;
}

foreach (var name in wanted)
{
    Console.WriteLine($"== {name}");
    await all[name]();
}

return 0;
