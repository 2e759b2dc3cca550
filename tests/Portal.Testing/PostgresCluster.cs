using System.Diagnostics;

namespace Portal.Testing;

/// <summary>
/// The PostgreSQL of this test run: the one that <c>./dev test</c> started for all test processes, else one of this
/// process's own, which ends with it. No server that stood before is ever touched.
/// </summary>
public static class PostgresCluster
{
    private const string Variable = "PORTAL_TEST_POSTGRES";
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Why there is no PostgreSQL on this machine, or null if there is one.</summary>
    public static string? WhyNot { get; } = Given is not null || IsInstalled ? null : "PostgreSQL is not installed under /usr/lib/postgresql; ./dev test installs it.";

    private static string? Given => Environment.GetEnvironmentVariable(Variable);

    internal static bool IsInstalled => OperatingSystem.IsLinux() && Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateDirectories("/usr/lib/postgresql").Any(version => File.Exists(Path.Combine(version, "bin", "initdb")));

    /// <summary>The connection string of its maintenance database. Skips the test where there is none.</summary>
    public static Task<string> ConnectionStringAsync() => WhyNot is null ? Started.Value : throw new PostgresMissingException(WhyNot);

    private static async Task<string> StartAsync()
    {
        if (Given is { } given)
        {
            return given;
        }

        return await NewAsync();
    }

    /// <summary>The connection string of a cluster that was started just now and that ends with this process.</summary>
    internal static async Task<string> NewAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "postgres-cluster.sh");
        var start = new ProcessStartInfo("bash", [script, $"{Environment.ProcessId}"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && line is not null ? line : throw new InvalidOperationException($"PostgreSQL did not start: {await errors}");
    }
}
