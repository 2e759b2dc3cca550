namespace Portal.Benchmarks;

/// <summary>
/// From the start of the process to the first answered page with a database, and the memory it then holds, beside a minimal application of
/// MVC, Identity and a database. Both are started as in production, on a database that is already there.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 7;

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        var (floor, floorArguments) = PublishedPortal.Floor();
        var database = PublishedPortal.Seed(published, "--shifts", "0", "--volunteers", "0", "--subscribers", "0");
        var portalArguments = PublishedPortal.ProductionArguments(database);
        var (times, computed) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var theirs = await StartAsync(floor, floorArguments);
            var ours = await StartAsync(Path.Combine(published, "Portal.Web.dll"), portalArguments);
            if (round == 0)
            {
                // Files and keys are there from now on.
                continue;
            }

            Console.WriteLine($"round {round}: portal {ours.Time:f2} s, {ours.Computed:f2} s computed, {ours.Megabytes:n0} MB; minimal {theirs.Time:f2} s, {theirs.Computed:f2} s, {theirs.Megabytes:n0} MB; ratio {ours.Time / theirs.Time:f2}, computed {ours.Computed / theirs.Computed:f2}");
            times.Add(ours.Time / theirs.Time);
            computed.Add(ours.Computed / theirs.Computed);
        }

        Console.WriteLine($"median ratio {Median(times):f2} (aim: at most 1.5), of what is computed {Median(computed):f2}");
    }

    private static async Task<(double Time, double Computed, double Megabytes)> StartAsync(string file, string[] arguments)
    {
        var (server, time) = await ServerProcess.StartAsync(file, arguments, "/", Path.GetDirectoryName(file)!, []);
        using (server)
        {
            return (time.TotalSeconds, server.Computed.TotalSeconds, server.Megabytes);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
