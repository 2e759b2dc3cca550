using Portal.Core.Accounts;

namespace Portal.Core.Tests.Accounts;

public sealed class PaceTests
{
    private static readonly DateTimeOffset Start = TestPortal.Begin;

    [Fact]
    public void The_first_five_passwords_are_free_and_each_further_one_waits_twice_as_long()
    {
        Assert.Null(Pace.NextSignIn(Times(4)));
        Assert.Equal(Start.AddSeconds(30), Pace.NextSignIn(Times(5)));
        Assert.Equal(Start.AddSeconds(60), Pace.NextSignIn(Times(6)));
        Assert.Equal(Start.AddHours(1), Pace.NextSignIn(Times(40)));
    }

    [Fact]
    public void Mails_come_with_growing_pauses()
    {
        Assert.Null(Pace.NextMail([], 6));
        Assert.Equal([1, 2, 5, 15, 60], Enumerable.Range(1, 5).Select(count => (int)(Pace.NextMail(Times(count), 6)!.Value - Start).TotalMinutes));
    }

    [Fact]
    public void The_seventh_mail_waits_until_the_first_is_a_day_old()
    {
        DateTimeOffset[] six = [.. Enumerable.Range(0, 6).Select(hour => Start.AddHours(hour))];

        Assert.Equal(Start.AddDays(1), Pace.NextMail(six, 6));
    }

    private static DateTimeOffset[] Times(int count) => [.. Enumerable.Repeat(Start, count)];
}
