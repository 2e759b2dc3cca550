namespace Portal.Benchmarks;

/// <summary>The list of shifts with a thousand of them, anonymous and signed in, beside an output-cached page of the same bytes and a compiled query.</summary>
internal static class PagesBenchmark
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        var database = PublishedPortal.Seed(published, "--shifts", "1000", "--volunteers", "200", "--subscribers", "0");
        using var portal = await PublishedPortal.StartAsync(published, database);
        using var http = new HttpClient { BaseAddress = portal.Address };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var list = new Uri(portal.Address, "/shifts");
        using var first = await http.GetAsync(list);
        var bytes = (await first.Content.ReadAsByteArrayAsync()).Length;
        var (floor, _) = await ServerProcess.StartAsync(typeof(PagesBenchmark).Assembly.Location, ["floor", "--bytes", $"{bytes}", "--db", database], "/", Path.GetTempPath(), []);
        using var floorServer = floor;
        var cookie = await PublishedPortal.SignInAsync(portal.Address, "v00001@example.org");
        var cached = new Uri(floor.Address, "/cached");
        var query = new Uri(floor.Address, "/query");

        await LoadClient.MeasureAsync(list, 8, TimeSpan.FromSeconds(2));
        await LoadClient.MeasureAsync(list, 8, TimeSpan.FromSeconds(2), cookie);
        await LoadClient.MeasureAsync(cached, 8, TimeSpan.FromSeconds(2));
        await LoadClient.MeasureAsync(query, 8, TimeSpan.FromSeconds(2));
        Console.WriteLine($"/shifts is {bytes:n0} bytes");
        for (var round = 1; round <= 3; round++)
        {
            var floorCached = await LoadClient.MeasureAsync(cached, 8, Time);
            var anonymous = await LoadClient.MeasureAsync(list, 8, Time);
            var floorQuery = await LoadClient.MeasureAsync(query, 8, Time);
            var signedIn = await LoadClient.MeasureAsync(list, 8, Time, cookie);
            Console.WriteLine($"round {round}: anonymous {anonymous:n0}/s of {floorCached:n0}/s = {anonymous / floorCached:f2} (aim 0.9); signed in {signedIn:n0}/s of {floorQuery:n0}/s = {signedIn / floorQuery:f2} (aim 0.5)");
        }

        if (first.Headers.ETag is { } etag)
        {
            Console.WriteLine($"304: {await LoadClient.MeasureAsync(list, 8, Time, etag: etag.ToString()):n0}/s");
        }
    }
}
