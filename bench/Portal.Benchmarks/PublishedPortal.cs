using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Portal.Benchmarks;

/// <summary>The portal as it is deployed: published with ReadyToRun, on a database file of its own with the large seed.</summary>
internal static partial class PublishedPortal
{
    private static readonly string Root = FindRoot();
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "portal-bench");

    /// <summary>The folder with the published files; published once a run.</summary>
    public static string Publish(string project = "src/Portal.Web", string name = "portal")
    {
        var output = Path.Combine(Folder, name);
        Run(Root, "publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true", "-o", output, "-v", "q", "--nologo");
        return output;
    }

    /// <summary>A fresh database with the demo data and <paramref name="seed"/> on top.</summary>
    public static string Seed(string published, params string[] seed)
    {
        var file = Path.Combine(Folder, $"bench-{System.Environment.ProcessId}.db");
        foreach (var old in Directory.GetFiles(Folder, "bench-*.db*"))
        {
            File.Delete(old);
        }

        Run(published, [Path.Combine(published, "Portal.Web.dll"), "seed", .. seed, $"--ConnectionStrings:Portal=Data Source={file}", "--environment", "Development"]);
        return file;
    }

    public static async Task<ServerProcess> StartAsync(string published, string database) =>
        (await ServerProcess.StartAsync(Path.Combine(published, "Portal.Web.dll"), Arguments(database), "/health/live", published, Environment())).Server;

    public static string[] Arguments(string database) =>
        [$"--ConnectionStrings:Portal=Data Source={database}", "--environment", "Development", "--Logging:LogLevel:Default=Warning", "--Jobs:InProcess=false",
            // A crowd from one address, as only a benchmark is.
            "--Limits:ConnectionsPerAddress=100000", "--Limits:SignInsPerMinute=100000", "--Limits:FormsPerMinute=100000"];

    /// <summary>As in production, with a key of its own and no demo data to look for.</summary>
    public static string[] ProductionArguments(string database) =>
        [$"--ConnectionStrings:Portal=Data Source={database}", "--environment", "Production", $"--Secrets:MasterKey={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
            "--Logging:LogLevel:Default=Warning", "--Jobs:InProcess=false"];

    /// <summary>The least that MVC, Identity, a database and a hub are, published like the portal, with a database of its own.</summary>
    public static (string File, string[] Arguments) Floor()
    {
        var output = Publish("bench/Portal.Floor", "floor");
        return (Path.Combine(output, "Portal.Floor.dll"), ["--db", Path.Combine(output, "floor.db"), "--Logging:LogLevel:Default=Warning"]);
    }

    public static Dictionary<string, string> Environment() => new(StringComparer.Ordinal) { ["DOTNET_TieredPGO"] = "1" };

    /// <summary>Signs in by the form; the cookies of a browser that did.</summary>
    public static async Task<string> SignInAsync(Uri portal, string email)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var client = new HttpClient(handler) { BaseAddress = portal };
        var page = await client.GetStringAsync(new Uri("/account/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent([
            new("Email", email), new("Password", Core.Data.Demo.DemoData.Password), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        using var answer = await client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri is { AbsolutePath: "/account/second-step" } step)
        {
            var code = Core.Accounts.SecondStep.AuthenticatorCodes.At(Core.Data.Demo.DemoData.AuthenticatorSecret, TimeProvider.System.GetUtcNow());
            using var second = new FormUrlEncodedContent([new("Form.Code", code), new("__RequestVerificationToken", Token().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value)]);
            using var taken = await client.PostAsync(step, second);
            taken.EnsureSuccessStatusCode();
        }

        return string.Join("; ", cookies.GetCookies(portal).Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    internal static partial Regex Token();

    private static void Run(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {arguments[0]} failed.");
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run the benchmarks from within the repository.");
        }

        return folder.FullName;
    }
}
