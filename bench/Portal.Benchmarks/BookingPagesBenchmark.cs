using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Benchmarks;

/// <summary>Bookings a second by the form of the published portal, beside the same rows written by hand: some people who book every shift, one after the other.</summary>
internal static class BookingPagesBenchmark
{
    private const int People = 32;
    private const int Rounds = 3;

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        for (var round = 1; round <= Rounds; round++)
        {
            var file = Path.Combine(Path.GetTempPath(), $"portal-booking-pages-{Environment.ProcessId}-{round}.db");
            BenchGround ground;
            double floor;
            await using (var services = BenchServices.Build(DatabaseProvider.Sqlite, $"Data Source={file}"))
            {
                ground = await BenchGround.MakeAsync(services, 2 * People, signIn: true);
                floor = await RateAsync(ground, (person, position) => HandWritten.BookAsync(services, ground.People[People + person], position.Id));
            }

            var pages = await OverHttpAsync(published, file, ground);
            Console.WriteLine($"over HTTP, SQLite, round {round}: {pages:n0}/s of {floor:n0}/s = {pages / floor:f2} (aim 0.25)");
            await using var check = BenchServices.Build(DatabaseProvider.Sqlite, $"Data Source={file}");
            if (await ground.CheckAsync(check) != 2 * People * ground.Positions.Count)
            {
                throw new InvalidOperationException("A booking was refused.");
            }
        }
    }

    private static async Task<double> OverHttpAsync(string published, string file, BenchGround ground)
    {
        using var portal = await PublishedPortal.StartAsync(published, file);
        var bookers = new List<Booker>();
        for (var person = 0; person < People; person++)
        {
            bookers.Add(await Booker.SignInAsync(portal.Address, BenchGround.EmailOf(person), ground.Positions[0]));
        }

        // The first booking of each is for warming up and not counted.
        await Task.WhenAll(bookers.Select(booker => booker.BookAsync(ground.Positions[0])));
        var rate = await RateAsync(ground with { Positions = [.. ground.Positions.Skip(1)] }, (person, position) => bookers[person].BookAsync(position));
        bookers.ForEach(booker => booker.Dispose());
        return rate;
    }

    /// <summary>Everybody books every shift, each in an order of their own.</summary>
    private static async Task<double> RateAsync(BenchGround ground, Func<int, Position, Task> book)
    {
        var shifts = ground.Positions.Count;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, People).Select(person => Task.Run(async () =>
        {
            for (var n = 0; n < shifts; n++)
            {
                await book(person, ground.Positions[(n + person) % shifts]);
            }
        })));
        return People * shifts / clock.Elapsed.TotalSeconds;
    }
}
