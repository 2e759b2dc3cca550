namespace Portal.Core.Mail.Standings;

/// <summary>When an address counts as dead, and how that and a complaint are written down. Whatever the order of events, the end is the same.</summary>
public static class StandingRules
{
    /// <summary>At which score of passing troubles an address counts as dead: five in a few days.</summary>
    public const double DeadAt = 4.5;

    /// <summary>After how long a passing trouble weighs half; after thirty days it weighs next to nothing.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromDays(5);

    /// <summary>There is no such address: since the earliest time that is known.</summary>
    public static void Die(AddressStanding standing, DateTimeOffset at, string because)
    {
        if (standing.DeadSince is not { } since || at < since || (at == since && string.CompareOrdinal(because, standing.DeadBecause) < 0))
        {
            (standing.DeadSince, standing.DeadBecause) = (at, because);
        }
    }

    /// <summary>Its owner called a mail spam: since the earliest time that is known.</summary>
    public static void Complain(AddressStanding standing, DateTimeOffset at)
    {
        if (standing.ComplainedAt is not { } since || at < since)
        {
            standing.ComplainedAt = at;
        }
    }

    /// <summary>It turned a mail away for now. The score is that of the latest trouble, to which the earlier ones count less.</summary>
    public static void Stumble(AddressStanding standing, DateTimeOffset at, string because)
    {
        var last = standing.SoftScoreAt ?? at;
        (standing.SoftScore, standing.SoftScoreAt) = at >= last
            ? ((standing.SoftScore * Weight(at - last)) + 1, at)
            : (standing.SoftScore + Weight(last - at), last);
        if (standing.SoftScore >= DeadAt && standing.DeadSince is null)
        {
            Die(standing, standing.SoftScoreAt.Value, because);
        }
    }

    /// <summary>Forgets all trouble, for its owner wants it tried again. A complaint stays: it was a wish.</summary>
    public static void Revive(AddressStanding standing) =>
        (standing.DeadSince, standing.DeadBecause, standing.SoftScore, standing.SoftScoreAt) = (null, null, 0, null);

    private static double Weight(TimeSpan age) => Math.Pow(0.5, age / HalfLife);
}
