using Portal.Core.Ledger.Rounds;

namespace Portal.Core.Tests.Ledger.Rounds;

public sealed class ShareOutTests
{
    [Fact]
    public void What_does_not_divide_goes_to_the_largest_remainders()
    {
        Assert.Equal([34, 33, 33], ShareOut.Of(100, [1, 1, 1]));
        Assert.Equal([1, 1, 0], ShareOut.Of(2, [5, 5, 5]));
        Assert.Equal([17, 0, 83], ShareOut.Of(100, [1, 0, 5]));
        Assert.Equal([0, 0], ShareOut.Of(0, [1, 2]));
        Assert.Equal([1_000_000_000, 0], ShareOut.Of(1_000_000_000, [long.MaxValue / 4, 0]));
    }

    [Fact]
    public void Whatever_is_shared_adds_up_to_the_cent_and_nobody_is_far_from_their_part()
    {
        var random = new Random(20270114);
        for (var round = 0; round < 20_000; round++)
        {
            var amount = random.NextInt64(0, round % 3 == 0 ? 50 : 1_000_000_000);
            var weights = Enumerable.Range(0, random.Next(1, 15)).Select(_ => random.Next(4) == 0 ? 0 : random.NextInt64(1, round % 2 == 0 ? 10 : 1_000_000_000)).Append(random.NextInt64(1, 100)).ToList();

            var shares = ShareOut.Of(amount, weights);

            Assert.Equal(amount, shares.Sum());
            var total = weights.Sum();
            Assert.All(shares.Zip(weights), one =>
            {
                var exact = (decimal)amount * one.Second / total;
                Assert.InRange(one.First, Math.Floor(exact), Math.Ceiling(exact));
            });
        }
    }
}
