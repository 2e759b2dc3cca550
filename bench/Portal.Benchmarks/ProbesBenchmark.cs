using System.Diagnostics;
using Portal.Core.Data;

namespace Portal.Benchmarks;

/// <summary>
/// Whether the time of an answer tells that an address has an account: known and unknown addresses in turn, each once, at the three forms
/// that take one. The medians, and how far apart they are.
/// </summary>
internal static class ProbesBenchmark
{
    private const int Probes = 500;
    private const int WarmUp = 20;

    private static readonly (string Form, KeyValuePair<string, string>[] Fields)[] Forms =
    [
        ("/account/sign-in", [new("Password", "not the password of anybody")]),
        ("/account/forgotten", []),
        ("/account/register", [new("Password", "a lantern for every tent"), new("DisplayName", "Noor"), new("IsAdult", "true"), new("AcceptsCode", "true")]),
    ];

    public static async Task RunAsync()
    {
        var published = PublishedPortal.Publish();
        var file = Path.Combine(Path.GetTempPath(), $"portal-probes-{Environment.ProcessId}.db");
        await using (var services = BenchServices.Build(DatabaseProvider.Sqlite, $"Data Source={file}"))
        {
            await BenchGround.MakeAsync(services, WarmUp + Probes, signIn: true);
        }

        string[] arguments = [.. PublishedPortal.Arguments(file), "--Limits:RegistrationsPerHour=100000", "--Limits:AccountMailsPerHour=100000"];
        using var portal = (await ServerProcess.StartAsync(Path.Combine(published, "Portal.Web.dll"), arguments, "/health/live", published, PublishedPortal.Environment())).Server;
        foreach (var (form, fields) in Forms)
        {
            var (known, unknown) = await MeasureAsync(portal.Address, form, fields);
            Console.WriteLine($"{form}: known {known:f2} ms, unknown {unknown:f2} ms = {known / unknown:f2} (aim 0.95 to 1.05)");
        }
    }

    // One after the other, so that whatever else the machine does meets both alike.
    private static async Task<(double Known, double Unknown)> MeasureAsync(Uri portal, string form, KeyValuePair<string, string>[] fields)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal };
        var page = await client.GetStringAsync(new Uri(form, UriKind.Relative));
        fields = [.. fields, new("__RequestVerificationToken", PublishedPortal.Token().Match(page).Groups[1].Value)];
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var probe = 0; probe < WarmUp + Probes; probe++)
        {
            var (first, second) = (await ProbeAsync(client, form, BenchGround.EmailOf(probe), fields), await ProbeAsync(client, form, $"nobody-{form[^3..]}-{probe}@example.org", fields));
            if (probe >= WarmUp)
            {
                known.Add(first);
                unknown.Add(second);
            }
        }

        return (Median(known), Median(unknown));
    }

    private static async Task<double> ProbeAsync(HttpClient client, string form, string address, KeyValuePair<string, string>[] fields)
    {
        using var content = new FormUrlEncodedContent([.. fields, new("Email", address)]);
        var clock = Stopwatch.StartNew();
        using var answer = await client.PostAsync(new Uri(form, UriKind.Relative), content);
        await answer.Content.ReadAsByteArrayAsync();
        var took = clock.Elapsed.TotalMilliseconds;
        return (int)answer.StatusCode < 400 ? took : throw new InvalidOperationException($"{form} answered {answer.StatusCode}.");
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
