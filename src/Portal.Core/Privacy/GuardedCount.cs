namespace Portal.Core.Privacy;

/// <summary>
/// A number of people as pages show it: of one to four only that they are fewer than five. Which of these it was is not kept, so nothing
/// that is made of it, be it a chart, a table or a sum, can give it away.
/// </summary>
public readonly record struct GuardedCount
{
    /// <summary>The least number above 0 that is told.</summary>
    public const int Told = 5;

    private GuardedCount(int? exact) => Exact = exact;

    /// <summary>The number; null for one to four.</summary>
    public int? Exact { get; }

    /// <summary>Whether it is one to four.</summary>
    public bool IsFew => Exact is null;

    /// <summary>What it is as a sum of its own.</summary>
    public GuardedSum AsSum => new(Exact ?? 1, Exact ?? Told - 1);

    /// <summary>Guards a number.</summary>
    public static GuardedCount Of(int people) => new(people is > 0 and < Told ? null : people);
}

/// <summary>
/// A sum of guarded numbers, between two bounds. It is made of what is shown and of nothing else: the true sum less the numbers beside it
/// would tell those that are not shown.
/// </summary>
public sealed record GuardedSum(int Least, int Most)
{
    /// <summary>Whether it is one number.</summary>
    public bool IsExact => Least == Most;

    /// <summary>Whether it is one to four.</summary>
    public bool IsFew => !IsExact && Most < GuardedCount.Told;

    /// <summary>Adds up.</summary>
    public static GuardedSum Of(IEnumerable<GuardedCount> counts) => counts.Select(count => count.AsSum).Aggregate(new GuardedSum(0, 0), (sum, one) => new(sum.Least + one.Least, sum.Most + one.Most));
}
