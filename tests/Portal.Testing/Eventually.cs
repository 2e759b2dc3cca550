using Xunit;

namespace Portal.Testing;

/// <summary>Waits for what another process does.</summary>
public static class Eventually
{
    /// <summary>How long a test waits for something that never comes. Long, for the workers of a cluster take over from a dead one after half a minute, and four suites may share two cores.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Returns as soon as the condition holds; a test that waits in vain fails with <paramref name="what"/>.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"In vain for {Patience}: {what}.");
            }

            await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
