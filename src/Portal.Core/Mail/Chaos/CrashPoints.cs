using Microsoft.Extensions.Options;

namespace Portal.Core.Mail.Chaos;

/// <summary>Ends the process where <see cref="ChaosOptions"/> says, as a kill from outside would: nothing of it runs any more. Without that option it does nothing.</summary>
public sealed class CrashPoints(IOptions<ChaosOptions> options)
{
    private int _passed;

    /// <summary>Says that this point was reached.</summary>
    public void Reach(CrashPoint point)
    {
        if (options.Value.CrashAt == point && Interlocked.Increment(ref _passed) > options.Value.Pass)
        {
            // Straight to the console: no logger lives long enough.
            Console.Error.WriteLine($"Crash point {point} reached.");
            Console.Error.Flush();
            System.Diagnostics.Process.GetCurrentProcess().Kill();
            // The signal comes in its own time: until then nothing more is done here.
            Thread.CurrentThread.Join();
        }
    }
}
