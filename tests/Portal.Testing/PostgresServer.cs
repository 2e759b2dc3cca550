using System.Diagnostics;
using Npgsql;

namespace Portal.Testing;

/// <summary>A PostgreSQL of one test's own, which that test may stop and start: <c>await using var server = await PostgresServer.StartAsync();</c></summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _folder;

    private PostgresServer(string connectionString)
    {
        ConnectionString = connectionString;
        _folder = new NpgsqlConnectionStringBuilder(connectionString).Host!;
    }

    /// <summary>The connection string of its one database.</summary>
    public string ConnectionString { get; }

    /// <summary>A started one. Skips the test where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> StartAsync() =>
        PostgresCluster.IsInstalled ? new PostgresServer(await PostgresCluster.NewAsync()) : throw new PostgresMissingException("PostgreSQL is not installed under /usr/lib/postgresql; ./dev test installs it.");

    /// <summary>Ends it as an operator would, with the connections it has; returns when it has ended.</summary>
    public Task EndAsync() => ControlAsync("stop", "-m", "fast");

    /// <summary>Starts it again on the same data; returns when it takes connections.</summary>
    public Task StartAgainAsync() => ControlAsync("start", "-l", Path.Combine(_folder, "data", "server.log"));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(_folder, "data", "postmaster.pid")))
        {
            await EndAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task ControlAsync(string what, params string[] more)
    {
        var control = Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", "pg_ctl")).Where(File.Exists).Max()!;
        string[] command = [control, what, "-s", "-w", "-D", Path.Combine(_folder, "data"), .. more];
        // PostgreSQL refuses to run as root.
        string[] whole = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", .. command] : command;
        using var process = Process.Start(new ProcessStartInfo(whole[0], whole[1..]) { UseShellExecute = false, WorkingDirectory = _folder })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"pg_ctl {what} ended with {process.ExitCode}.");
        }
    }
}
