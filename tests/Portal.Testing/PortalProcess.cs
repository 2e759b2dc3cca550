using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Portal.Testing;

/// <summary>The portal's web or its worker as a process of its own, as operators run it.</summary>
public sealed partial class PortalProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;
    private readonly Task<string> _errors;

    private PortalProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _read = ReadAsync();
    }

    /// <summary>Whether it runs.</summary>
    public bool Runs => !_process.HasExited;

    /// <summary>Starts the worker with these settings.</summary>
    public static PortalProcess StartWorker(params IEnumerable<KeyValuePair<string, string?>>[] settings) =>
        Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Portal.Jobs")), settings);

    /// <summary>Starts the web with these settings on a free port, and returns it with its address once it listens.</summary>
    public static async Task<(PortalProcess Process, Uri Address)> StartWebAsync(params IEnumerable<KeyValuePair<string, string?>>[] settings)
    {
        var process = Start(WebStart([]), settings);
        return (process, await process._listening.Task.WaitAsync(Eventually.Patience));
    }

    /// <summary>Starts the web with these settings and waits until it ends by itself. A portal that goes on running is stopped and fails the test.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        await using var process = Start(WebStart(arguments), [settings]);
        try
        {
            await process._process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        }
        catch (TimeoutException running)
        {
            throw new InvalidOperationException($"The portal started although it should not have: {await process.KillAsync()}", running);
        }

        return (process._process.ExitCode, await process._errors);
    }

    /// <summary>Waits until it ends by itself, and returns its exit code and what it complained of.</summary>
    public async Task<(int ExitCode, string Errors)> EndedAsync()
    {
        await Eventually.HoldsAsync(() => Task.FromResult(!Runs), "the end of a process");
        return (_process.ExitCode, await _errors);
    }

    /// <summary>Ends it with SIGKILL: nothing of it runs any more, not even a finally. Returns what it had written.</summary>
    public async Task<string> KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        await _read;
        return string.Join('\n', _output) + await _errors;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo WebStart(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll"), .. arguments]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = TestSettings.Environment;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return start;
    }

    private static PortalProcess Start(ProcessStartInfo start, IEnumerable<KeyValuePair<string, string?>>[] settings)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        start.WorkingDirectory = TestFolder.New("process");
        foreach (var (name, value) in settings.SelectMany(some => some))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new PortalProcess(Process.Start(start)!);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            _output.Enqueue(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                _listening.TrySetResult(new Uri(match.Value));
            }
        }

        _listening.TrySetException(new InvalidOperationException($"It ended without listening: {string.Join('\n', _output)}{await _errors}"));
    }

    [GeneratedRegex(@"(?<=Now listening on: )http://\S+", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
