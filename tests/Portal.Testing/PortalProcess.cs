using System.Diagnostics;

namespace Portal.Testing;

/// <summary>The portal as a process of its own, as operators start it.</summary>
public static class PortalProcess
{
    /// <summary>Starts it with these settings and waits, at most a minute, until it ends by itself. A portal that goes on running is stopped and fails the test.</summary>
    public static async Task<(int ExitCode, string Errors)> RunToEndAsync(IEnumerable<KeyValuePair<string, string?>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Web.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = TestFolder.New("process"),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = TestSettings.Environment;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException running)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The portal started although it should not have: {await output}", running);
        }

        return (process.ExitCode, await errors);
    }
}
