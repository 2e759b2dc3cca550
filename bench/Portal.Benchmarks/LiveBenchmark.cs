namespace Portal.Benchmarks;

/// <summary>
/// One update to a thousand connected browsers: the time from publishing to the last receipt, beside a bare SignalR hub that sends the same
/// bytes. Then what four thousand more hold in memory, once the code that serves them has been compiled and the pools are filled.
/// </summary>
internal static class LiveBenchmark
{
    private const int Readers = 1_000;
    private const int MoreReaders = 4_000;
    private const int Rounds = 15;

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        var database = PublishedPortal.Seed(published, "--shifts", "0", "--volunteers", "0", "--subscribers", "0");
        using var portal = await PublishedPortal.StartAsync(published, database);
        var (floorFile, floorArguments) = PublishedPortal.Floor();
        var (floor, _) = await ServerProcess.StartAsync(floorFile, floorArguments, "/", Path.GetDirectoryName(floorFile)!, []);
        using var floorServer = floor;
        var cookie = await PublishedPortal.SignInAsync(portal.Address, "organiser@example.org");
        using var organiser = new Organiser(portal.Address, cookie);
        using var bare = new HttpClient { BaseAddress = floor.Address };

        var (hub, bareHub) = (new Uri($"ws://{portal.Address.Authority}/hubs/live?follow=public:-1"), new Uri($"ws://{floor.Address.Authority}/hub"));
        await using var ours = await Crowd.ConnectAsync(hub, Readers);
        await using var theirs = await Crowd.ConnectAsync(bareHub, Readers);
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

        var before = (Portal: portal.Megabytes, Floor: floor.Megabytes);
        await using var moreOfOurs = await Crowd.ConnectAsync(hub, MoreReaders);
        await using var moreOfTheirs = await Crowd.ConnectAsync(bareHub, MoreReaders);
        var (held, bareHeld) = ((portal.Megabytes - before.Portal) * 1000 / MoreReaders, (floor.Megabytes - before.Floor) * 1000 / MoreReaders);
        Console.WriteLine($"memory per connection: portal {held:n1} KB, bare hub {bareHeld:n1} KB; ratio {held / bareHeld:f2} (aim: at most 1.15)");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
