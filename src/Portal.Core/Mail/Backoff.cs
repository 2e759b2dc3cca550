namespace Portal.Core.Mail;

/// <summary>When to ask a provider again that did not say: full jitter under a ceiling that doubles from a second to 15 minutes.</summary>
public sealed class Backoff(Random random, TimeProvider clock)
{
    /// <summary>The shortest wait.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>The instant of the next try after <paramref name="attempts"/> tries.</summary>
    public DateTimeOffset Next(int attempts)
    {
        var ceiling = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Clamp(attempts, 1, 20) - 1) * Shortest.TotalSeconds);
#pragma warning disable CA5394 // Spreads load; nobody gains by guessing it.
        var seconds = Math.Max(Shortest.TotalSeconds, random.NextDouble() * ceiling);
#pragma warning restore CA5394
        return clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
    }
}
