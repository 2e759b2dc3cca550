namespace Portal.Core.Accounts;

/// <summary>How long to wait after how many attempts.</summary>
public static class Pace
{
    /// <summary>An attempt counts this long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    private const int FreeSignIns = 5;
    private static readonly TimeSpan LongestSignInWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstSignInWait = TimeSpan.FromSeconds(30);
    private static readonly int[] MailPausesInMinutes = [1, 2, 5, 15, 60];

    /// <summary>When a password may be tried next: at once for the first five, then 30 seconds later, doubling up to an hour. Null for at once.</summary>
    public static DateTimeOffset? NextSignIn(IReadOnlyList<DateTimeOffset> attempts)
    {
        if (attempts.Count < FreeSignIns)
        {
            return null;
        }

        var wait = FirstSignInWait * Math.Pow(2, Math.Min(attempts.Count - FreeSignIns, 10));
        return attempts.Max() + (wait < LongestSignInWait ? wait : LongestSignInWait);
    }

    /// <summary>When the next account mail may be asked for: after growing pauses, and never more than <paramref name="perDay"/> in 24 hours. Null for at once.</summary>
    public static DateTimeOffset? NextMail(IReadOnlyList<DateTimeOffset> attempts, int perDay)
    {
        if (attempts.Count == 0)
        {
            return null;
        }

        return attempts.Count >= perDay
            ? attempts.OrderDescending().ElementAt(perDay - 1) + Memory
            : attempts.Max() + TimeSpan.FromMinutes(MailPausesInMinutes[Math.Min(attempts.Count, MailPausesInMinutes.Length) - 1]);
    }
}
