namespace Portal.Benchmarks;

/// <summary>From the start of the process to the first answered page with a database, and the memory it then holds, beside a minimal application.</summary>
internal static class StartBenchmark
{
    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        var floor = PublishedPortal.Publish("bench/Portal.Benchmarks", "floor");
        var database = PublishedPortal.Seed(published, "--shifts", "0", "--volunteers", "0", "--subscribers", "0");
        var ratios = new List<double>();
        for (var round = 1; round <= 5; round++)
        {
            var (bare, bareTime) = await ServerProcess.StartAsync(Path.Combine(floor, "Portal.Benchmarks.dll"), ["floor", "--db", database], "/query", floor, []);
            var bareMegabytes = bare.Megabytes;
            bare.Dispose();
            var (portal, time) = await ServerProcess.StartAsync(Path.Combine(published, "Portal.Web.dll"), PublishedPortal.Arguments(database), "/", published, []);
            Console.WriteLine($"round {round}: portal {time.TotalSeconds:f2} s, {portal.Megabytes:n0} MB; minimal {bareTime.TotalSeconds:f2} s, {bareMegabytes:n0} MB; ratio {time / bareTime:f2}");
            ratios.Add(time / bareTime);
            portal.Dispose();
        }

        Console.WriteLine($"median ratio {ratios.Order().ElementAt(ratios.Count / 2):f2} (aim: at most 1.5)");
    }
}
