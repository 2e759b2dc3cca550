namespace Portal.Benchmarks;

/// <summary>
/// Updates to 1,000, 5,000 and 10,000 readers, beside a bare SignalR hub that sends as many bytes: from publishing one to its receipts,
/// deliveries a second when ten come at once, what the server computes for a delivery, and the memory of a connection. The two take turns.
/// The portal's times hold its form, commit and hint; the bare hub's hold one small request.
/// </summary>
internal static class LiveBenchmark
{
    private const int Turns = 3;
    private const int WarmUp = 3;
    private const int Rounds = 8;
    private const int Burst = 10;
    private const int Bursts = 3;
    private static readonly int[] Sizes = [1_000, 5_000, 10_000];

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        foreach (var readers in Sizes)
        {
            var database = PublishedPortal.Seed(published, "--shifts", "0", "--volunteers", "0", "--subscribers", "0");
            using var portal = await PublishedPortal.StartAsync(published, database);
            var (floorFile, floorArguments) = PublishedPortal.Floor();
            var (floor, _) = await ServerProcess.StartAsync(floorFile, floorArguments, "/", Path.GetDirectoryName(floorFile)!, []);
            using var floorServer = floor;
            using var organiser = new Organiser(portal.Address, await PublishedPortal.SignInAsync(portal.Address, "organiser@example.org"));
            using var bare = new HttpClient { BaseAddress = floor.Address };
            var ours = new Side("portal", portal, new Uri($"http://{portal.Address.Authority}/hubs/live?follow=public:-1"), organiser.WriteAsync);
            var theirs = new Side("bare hub", floor, new Uri($"http://{floor.Address.Authority}/hub"), mark => Task.FromResult(() => PublishAsync(bare, mark)));
            for (var turn = 0; turn < Turns; turn++)
            {
                await ours.TakeTurnAsync(readers);
                await theirs.TakeTurnAsync(readers);
            }

            Console.WriteLine($"{readers:n0} readers, {Turns} turns each");
            ours.Print();
            theirs.Print();
            Console.WriteLine($"  deliveries/s: ratio {ours.DeliveriesPerSecond / theirs.DeliveriesPerSecond:f2} (aim: at least 0.9); memory: ratio {ours.KilobytesEach / theirs.KilobytesEach:f2}");
        }
    }

    // About as many bytes as a frame of the portal with the same words has.
    private static async Task PublishAsync(HttpClient bare, string mark)
    {
        using var content = new StringContent(mark.PadRight(350, 'x'));
        using var answer = await bare.PostAsync(new Uri("/publish", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>One of the two servers, and what was measured of it.</summary>
    private sealed class Side(string name, ServerProcess server, Uri hub, Func<string, Task<Func<Task>>> write)
    {
        private readonly List<double> _receipts = [];
        private readonly List<double> _last = [];
        private readonly List<double> _rates = [];
        private readonly List<double> _costs = [];
        private int _number;

        public double DeliveriesPerSecond => Median(_rates);

        public double KilobytesEach { get; private set; }

        public async Task TakeTurnAsync(int readers)
        {
            var before = server.Megabytes;
            using var crowd = await Crowd.ConnectAsync(hub, readers);
            for (var round = 0; round < WarmUp + Rounds; round++)
            {
                var times = await crowd.TimeAsync(1, await write($"q{_number++:00000000}q"));
                if (round >= WarmUp)
                {
                    _receipts.AddRange(times);
                    _last.Add(times[^1]);
                }
            }

            // Of the first turn: later ones find memory that was used before.
            KilobytesEach = KilobytesEach == 0 ? (server.Megabytes - before) * 1000 / readers : KilobytesEach;
            for (var burst = 0; burst < Bursts; burst++)
            {
                var posts = new List<Func<Task>>();
                for (var post = 0; post < Burst; post++)
                {
                    posts.Add(await write($"q{_number++:00000000}q"));
                }

                var computed = server.Computed;
                var times = await crowd.TimeAsync(Burst, () => Task.WhenAll(posts.Select(post => post())));
                _rates.Add(times.Count / (times[^1] / 1000));
                _costs.Add((server.Computed - computed).TotalMicroseconds / times.Count);
            }
        }

        public void Print() => Console.WriteLine(
            $"  {name}: receipt median {Median(_receipts):n0} ms, p99 {Percentile(_receipts, 0.99):n0} ms, last of all {Median(_last):n0} ms; {DeliveriesPerSecond:n0} deliveries/s; {Median(_costs):n1} µs of CPU each; {KilobytesEach:n1} KB a connection");
    }

    private static double Median(List<double> values) => Percentile(values, 0.5);

    private static double Percentile(List<double> values, double share) => values.Order().ElementAt((int)(values.Count * share));
}
