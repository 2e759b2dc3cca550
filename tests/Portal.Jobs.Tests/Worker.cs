using System.Diagnostics;
using Portal.Testing;

namespace Portal.Jobs.Tests;

/// <summary>The program Portal.Jobs as a process of its own, as operators run it.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string[]> _output;

    private Worker(Process process)
    {
        _process = process;
        _output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Whether it runs.</summary>
    public bool Runs => !_process.HasExited;

    /// <summary>Starts it with these settings.</summary>
    public static Worker Start(params IEnumerable<KeyValuePair<string, string?>>[] settings)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Portal.Jobs"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = TestFolder.New("worker"),
        };
        foreach (var (name, value) in settings.SelectMany(some => some))
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new Worker(Process.Start(start)!);
    }

    /// <summary>Waits until it ends by itself, and returns its exit code and what it complained of.</summary>
    public async Task<(int ExitCode, string Errors)> EndedAsync()
    {
        await Eventually.HoldsAsync(() => Task.FromResult(!Runs), "the end of a worker");
        return (_process.ExitCode, (await _output)[1]);
    }

    /// <summary>Ends it with SIGKILL: nothing of it runs any more, not even a finally. Returns what it had written.</summary>
    public async Task<string> KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        return string.Concat(await _output);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}
