using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Portal.Benchmarks;

/// <summary>
/// Recipients a second of a newsletter to a provider that takes everything, at once and after 50 ms, beside the bare client of the provider with the
/// same batches; then a million: bookings while its audience is frozen on SQLite, and memory while it is sent.
/// </summary>
internal static class NewsletterBenchmark
{
    private const int Batch = 1_000;
    private const int AtOnce = 4;
    private const int Some = 50_000;
    private const int Million = 1_000_000;

    public static async Task RunAsync()
    {
        foreach (var delay in new[] { 0, 50 })
        {
            using var provider = await ProviderAsync(delay);
            await RateAsync(DatabaseProvider.Sqlite, Sqlite("rate"), provider.Address, delay);
            if (Environment.GetEnvironmentVariable("PORTAL_BENCH_POSTGRES") is { Length: > 0 } server)
            {
                await RateAsync(DatabaseProvider.Postgres, server, provider.Address, delay);
            }
        }
    }

    /// <summary>Everything that a million shows.</summary>
    public static async Task RunMillionAsync()
    {
        using var provider = await ProviderAsync(0);
        await using var services = BenchServices.Build(DatabaseProvider.Sqlite, Sqlite("million"), Settings(provider.Address));
        var ground = await BenchGround.MakeAsync(services, 20_000);
        await ReadersAsync(services, Million);
        var booker = new OneBooker(services, ground);
        var alone = await booker.BookUntilAsync(Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System));
        Console.WriteLine($"Bookings alone: {OneBooker.Words(alone)}");
        var issue = await IssueAsync(services);
        var clock = Stopwatch.StartNew();
        var during = await booker.BookUntilAsync(Task.Run(() => services.GetRequiredService<NewsletterPress>().RunAsync(CancellationToken.None)));
        Console.WriteLine($"Bookings while {Million:n0} rows are frozen in {clock.Elapsed.TotalSeconds:n1} s: {OneBooker.Words(during)} (aim: p95 under 100 ms)");
        await ground.CheckAsync(services);
        await SendAndWatchAsync(services, issue);
    }

    private static async Task RateAsync(DatabaseProvider database, string connection, Uri provider, int delay)
    {
        await using var services = BenchServices.Build(database, connection, Settings(provider));
        await BenchGround.MakeAsync(services, 1);
        await ReadersAsync(services, Some);
        for (var round = 1; round <= 3; round++)
        {
            var issue = await IssueAsync(services);
            await services.GetRequiredService<NewsletterPress>().RunAsync(CancellationToken.None);
            var clock = Stopwatch.StartNew();
            await SendAsync(services);
            var portal = Some / clock.Elapsed.TotalSeconds;
            var bare = await BareAsync(provider);
            await CloseAsync(services, issue);
            Console.WriteLine($"{database}, answers after {delay} ms, round {round}: {portal:n0} recipients/s of {bare:n0}/s of the bare client = {portal / bare:f2} (aim 0.5, then 0.8)");
        }
    }

    private static async Task SendAsync(ServiceProvider services)
    {
        var report = new DispatchReport();
        await services.GetRequiredService<IssueLane>().DrainAsync(report, CancellationToken.None);
        if (report[MessageState.Sent] != report.Total)
        {
            throw new InvalidOperationException($"Not everything was sent: {report}.");
        }
    }

    // The same mail in the same batches, as many at once, by the provider's own client and nothing else.
    private static async Task<double> BareAsync(Uri provider)
    {
        using var http = new HttpClient();
        var client = new SendGridClient(http, new SendGridClientOptions { ApiKey = "SG.bench", Host = provider.ToString().TrimEnd('/') });
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, Some / Batch), new ParallelOptions { MaxDegreeOfParallelism = AtOnce - 1 }, async (number, stop) =>
        {
            var answer = await client.SendEmailAsync(BareMail(number), stop);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"The provider answered {answer.StatusCode}.");
            }
        });
        return Some / clock.Elapsed.TotalSeconds;
    }

    private static SendGridMessage BareMail(int number)
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress("portal@example.org", "Portal"),
            Subject = "Winter",
            PlainTextContent = new string('t', 1_000) + "-leave-",
            HtmlContent = new string('h', 5_000) + "-leave-",
            Personalizations = [.. Enumerable.Range(number * Batch, Batch).Select(n => new Personalization
            {
                Tos = [new EmailAddress(string.Create(CultureInfo.InvariantCulture, $"r{n}@example.org"))],
                Headers = new Dictionary<string, string> { ["List-Id"] = "<newsletter.example.org>", ["List-Unsubscribe"] = $"<https://example.org/newsletter/unsubscribe?s={Guid.Empty:N}&t={new string('x', 43)}>", ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" },
                Substitutions = new Dictionary<string, string> { [$"html-{new string('x', 32)}"] = new string('y', 130), [$"text-{new string('x', 32)}"] = new string('y', 130) },
                CustomArgs = new Dictionary<string, string> { ["message_id"] = Guid.Empty.ToString() },
            })],
        };
        message.SetClickTracking(enable: false, enableText: false);
        message.SetOpenTracking(enable: false);
        return message;
    }

    private static async Task SendAndWatchAsync(ServiceProvider services, Guid issue)
    {
        var clock = Stopwatch.StartNew();
        var sending = Task.Run(() => SendAsync(services));
        for (var share = 1; !sending.IsCompleted; share++)
        {
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System));
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
            var sent = await db.NewsletterTallies.Where(t => t.NewsletterId == issue && t.State == MessageState.Sent).SumAsync(t => t.Count);
            Console.WriteLine($"{sent:n0} sent after {clock.Elapsed.TotalSeconds:n0} s: {GC.GetTotalMemory(forceFullCollection: true) / 1e6:n0} MB in use, {Environment.WorkingSet / 1e6:n0} MB resident");
        }

        await sending;
    }

    private static async Task ReadersAsync(ServiceProvider services, int count)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var isSqlite = db is SqlitePortalDbContext;
        var numbers = isSqlite
            ? "(WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < {0}) SELECT n FROM t) AS t"
            : "generate_series(1, {0}) AS t(n)";
        var (id, hash, now) = isSqlite
            ? ("printf('%08X-0000-7000-8000-%012X', t.n, t.n)", "randomblob(32)", "0")
            : ("(lpad(to_hex(t.n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(t.n), 12, '0'))::uuid", "sha256(t.n::text::bytea)", "now()");
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var sql = $"""
            INSERT INTO "Subscribers" ("Id", "Address", "NormalizedAddress", "Language", "TimeZone", "State", "Source", "RequestedAt", "ConfirmedAt", "ConsentText", "AddressHash")
            SELECT {id}, 'r' || t.n || '@example.org', 'R' || t.n || '@EXAMPLE.ORG', 'en', '', 'Confirmed', 'Form', {now}, {now}, 1, {hash} FROM {numbers}
            """;
        await db.Database.ExecuteSqlRawAsync(sql, count);
    }

    private static async Task<Guid> IssueAsync(ServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var author = await db.Supporters.Select(s => s.Id).FirstAsync();
        var now = TimeProvider.System.GetUtcNow();
        var issue = new Newsletter { Id = Ids.New(TimeProvider.System), AuthorId = author, MainLanguage = "en", State = NewsletterState.Freezing, CreatedAt = now, StartedAt = now };
        issue.Editions.Add(new NewsletterEdition { NewsletterId = issue.Id, Language = "en", Subject = "Winter", Body = string.Join("\n\n", Enumerable.Repeat("The nights are below zero. Because of you there was **food every evening**.", 12)) });
        db.Add(issue);
        await db.SaveChangesAsync();
        return issue.Id;
    }

    private static async Task CloseAsync(ServiceProvider services, Guid issue)
    {
        await services.GetRequiredService<NewsletterPress>().RunAsync(CancellationToken.None);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        if (await db.Newsletters.Where(n => n.Id == issue).Select(n => n.State).SingleAsync() != NewsletterState.Sent)
        {
            throw new InvalidOperationException("The issue was not closed.");
        }
    }

    internal static async Task<ServerProcess> ProviderAsync(int delay)
    {
        var (server, _) = await ServerProcess.StartAsync(
            Assembly.GetExecutingAssembly().Location, ["floor", "--delay", delay.ToString(CultureInfo.InvariantCulture)], "/", Path.GetTempPath(), []);
        return server;
    }

    internal static Dictionary<string, string?> Settings(Uri provider) => new(StringComparer.Ordinal)
    {
        ["Mail:Transport"] = "SendGrid",
        ["Mail:SendGrid:ApiKey"] = "SG.bench",
        ["Mail:SendGrid:BaseAddress"] = provider.ToString().TrimEnd('/'),
        ["Mail:AtOnce"] = AtOnce.ToString(CultureInfo.InvariantCulture),
    };

    private static string Sqlite(string name) => $"Data Source={Path.Combine(Path.GetTempPath(), $"portal-{name}-{Environment.ProcessId}.db")}";
}
