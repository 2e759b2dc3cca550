namespace Portal.Core.Ledger.Rounds;

/// <summary>Shares an amount out in proportion, to the smallest unit: what does not divide goes, one unit each, to the largest remainders, of equal ones to whoever comes first.</summary>
public static class ShareOut
{
    /// <summary>The shares, in the order of the weights. They add up to the amount exactly; a weight of nothing gets nothing.</summary>
    public static IReadOnlyList<long> Of(long amount, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var total = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(total, 0, nameof(weights));
        var shares = weights.Select(weight => (long)((Int128)amount * weight / total)).ToArray();
        var rest = (int)(amount - shares.Sum());
        foreach (var first in weights.Select((weight, at) => (At: at, Remainder: (Int128)amount * weight % total)).OrderByDescending(one => one.Remainder).ThenBy(one => one.At).Take(rest))
        {
            shares[first.At]++;
        }

        return shares;
    }
}
