namespace Portal.Benchmarks;

/// <summary>One update to a thousand connected browsers: the time from publishing to the last receipt, beside a bare SignalR hub that sends the same bytes.</summary>
internal static class LiveBenchmark
{
    private const int Readers = 1_000;
    private const int Rounds = 15;

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        var database = PublishedPortal.Seed(published, "--shifts", "0", "--volunteers", "0", "--subscribers", "0");
        using var portal = await PublishedPortal.StartAsync(published, database);
        var (floor, _) = await ServerProcess.StartAsync(typeof(LiveBenchmark).Assembly.Location, ["floor"], "/", Path.GetTempPath(), []);
        using var floorServer = floor;
        var cookie = await PublishedPortal.SignInAsync(portal.Address, "organiser@example.org");
        using var organiser = new Organiser(portal.Address, cookie);
        using var bare = new HttpClient { BaseAddress = floor.Address };

        var before = (Portal: portal.Megabytes, Floor: floor.Megabytes);
        await using var ours = await Crowd.ConnectAsync(new Uri($"ws://{portal.Address.Authority}/hubs/live?follow=public:-1"), Readers);
        await using var theirs = await Crowd.ConnectAsync(new Uri($"ws://{floor.Address.Authority}/hub"), Readers);
        Console.WriteLine($"memory per connection: portal {(portal.Megabytes - before.Portal) * 1000 / Readers:n1} KB, bare hub {(floor.Megabytes - before.Floor) * 1000 / Readers:n1} KB");
        var (portalTimes, bareTimes) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var mark = $"q{round:00000000}q";
            var post = await organiser.WriteAsync(mark);
            var (time, size) = await ours.TimeAsync(mark, post);
            var text = mark + new string('x', Math.Max(0, size - mark.Length - 60));
            using var content = new StringContent(text);
            var (bareTime, _) = await theirs.TimeAsync(mark, () => bare.PostAsync(new Uri("/publish", UriKind.Relative), content));
            if (round >= 3)
            {
                portalTimes.Add(time);
                bareTimes.Add(bareTime);
            }
        }

        var (a, b) = (Median(portalTimes), Median(bareTimes));
        Console.WriteLine($"{Readers:n0} readers, median of {portalTimes.Count}, publish to last receipt: portal {a:n0} ms (with its post, commit and hint), bare hub {b:n0} ms; spread {ours.Spread:n0} and {theirs.Spread:n0} ms");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
