using Portal.Core.Newsletters.Outcomes;
using Portal.Core.Privacy;

namespace Portal.Core.Tests.Privacy;

public sealed class GuardedCountTests
{
    [Fact]
    public void One_to_four_cannot_be_told_apart_and_nothing_else_is_hidden()
    {
        Assert.Single(Enumerable.Range(1, 4).Select(GuardedCount.Of).Distinct());
        Assert.All(Enumerable.Range(1, 4), people => Assert.True(GuardedCount.Of(people).IsFew));
        Assert.Equal([0, 5, 6, 700], new[] { 0, 5, 6, 700 }.Select(people => GuardedCount.Of(people).Exact));
    }

    [Fact]
    public void A_sum_is_the_same_whatever_the_numbers_were_that_are_not_told()
    {
        var sums = Enumerable.Range(1, 4).Select(hidden => GuardedSum.Of(new[] { 20, hidden, 0, 7 }.Select(GuardedCount.Of))).Distinct();

        Assert.Equal(new GuardedSum(28, 31), Assert.Single(sums));
        Assert.Equal((true, false), (GuardedSum.Of([GuardedCount.Of(3)]).IsFew, GuardedSum.Of([GuardedCount.Of(3), GuardedCount.Of(2)]).IsFew));
        Assert.Equal(new GuardedSum(0, 0), GuardedSum.Of([]));
    }

    /// <summary>Every issue to five up to a hundred and thirty: who sees sent, arrived and bounced can tell of no group of one to four how many they are.</summary>
    [Fact]
    public void Neither_who_bounced_nor_of_whom_nothing_is_known_can_be_told_from_what_is_shown()
    {
        var shown = from sent in Enumerable.Range(5, 126)
                    from bounced in Enumerable.Range(0, sent + 1)
                    from arrived in Enumerable.Range(0, sent - bounced + 1)
                    select (Told: (sent, Arrivals.Of(sent, arrived), GuardedCount.Of(bounced)), Groups: new[] { arrived, bounced, sent - arrived, sent - arrived - bounced });
        foreach (var alike in shown.GroupBy(one => one.Told, one => one.Groups))
        {
            for (var group = 0; group < 4; group++)
            {
                var size = alike.First()[group];
                Assert.False(size is > 0 and < GuardedCount.Told && alike.All(groups => groups[group] == size), $"{alike.Key}: group {group} is {size}");
            }
        }
    }
}
